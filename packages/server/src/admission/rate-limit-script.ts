/**
 * Redis's half of the limiter: one script call for each request, on one hash for each key (so one
 * slot of a cluster), by the server's own time.
 *
 * The hash holds the key's version `v` and, for each window of W seconds, the ring of SlidingWindow:
 * `W:h` its newest slice, `W:t` the units counted, `W:<slice mod 61>` each slice's. `u` marks a hash
 * that was just made and whose windows are still to be begun: full, or half used where the key was in
 * use shortly before, which means that Redis lost its counters. Calls are what the script's time goes
 * into: nearly every request is one reading and one writing of fields.
 *
 * KEYS: the key's hash. ARGV: expected version, two parts of a new version for a new hash, units,
 * seconds to live, then for each window, the longest first, its seconds, its limit, and 1 where it
 * begins half used. Returns {0, version} when the version is another; else {1 spent or 2 refused, now
 * in ms, and for each window the units used and the instant in ms at which it resets}.
 */
export const SPEND_SCRIPT = `
local hash = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local units = tonumber(ARGV[4])

local function slot(seconds, slice) return seconds .. ':' .. slice % 61 end

local windows = {}
local fields = {'v', 'u'}
for at = 6, #ARGV, 3 do
  local seconds = ARGV[at]
  local slice = math.floor(now * 60 / (seconds * 1000))
  windows[#windows + 1] = {
    seconds = seconds, limit = tonumber(ARGV[at + 1]), isHalf = ARGV[at + 2] == '1',
    slice = slice, slot = slot(seconds, slice),
  }
  fields[#fields + 1] = seconds .. ':h'
  fields[#fields + 1] = seconds .. ':t'
  fields[#fields + 1] = windows[#windows].slot
end
local state = redis.call('HMGET', hash, unpack(fields))
local version, isNew = state[1], state[2]

if not version then
  version = ARGV[2] .. ARGV[3]
  redis.call('HSET', hash, 'v', version, 'u', '1')
  redis.call('EXPIRE', hash, ARGV[5])
end
if version ~= ARGV[1] then return {0, version} end

local isRefused = false
for index, window in ipairs(windows) do
  local head = tonumber(state[index * 3] or -1)
  window.total = tonumber(state[index * 3 + 1] or 0)
  window.count = tonumber(state[index * 3 + 2] or 0)
  if head > window.slice then
    window.slice, window.slot = head, slot(window.seconds, head)
    window.count = tonumber(redis.call('HGET', hash, window.slot) or 0)
  end
  window.isNewSlice = window.slice ~= head
  local steps = math.min(window.slice - head, 61)
  if head >= 0 and steps > 0 then
    window.count = 0
    if window.total > 0 then
      local left = {}
      for step = 1, steps do left[step] = slot(window.seconds, head + step) end
      for _, count in ipairs(redis.call('HMGET', hash, unpack(left))) do
        if count then window.total = window.total - count end
      end
      redis.call('HDEL', hash, unpack(left))
    end
  end
  if isNew and window.isHalf then
    local half = math.ceil(window.limit / 2)
    window.total, window.count = window.total + half, window.count + half
  end
  if units > 0 and window.total + units > window.limit then isRefused = true end
end
if isNew then redis.call('HDEL', hash, 'u') end

local answer = {isRefused and 2 or 1, now}
local writes = {}
for _, window in ipairs(windows) do
  local refuses = isRefused and window.total + units > window.limit
  local reset = now
  if not isRefused then
    window.total, window.count = window.total + units, window.count + units
  end
  if window.isNewSlice then
    writes[#writes + 1] = window.seconds .. ':h'
    writes[#writes + 1] = window.slice
  end
  writes[#writes + 1] = window.seconds .. ':t'
  writes[#writes + 1] = window.total
  if window.count > 0 then
    writes[#writes + 1] = window.slot
    writes[#writes + 1] = window.count
  end
  if window.total > 0 then
    local last = window.slice + 61
    if refuses then
      local ring = {}
      for step = 0, 60 do ring[step + 1] = slot(window.seconds, window.slice - 60 + step) end
      local most, left = math.max(0, window.limit - units), window.total
      for step, count in ipairs(redis.call('HMGET', hash, unpack(ring))) do
        if left <= most then
          last = window.slice - 61 + step + 60
          break
        end
        left = left - (count or 0)
      end
    end
    reset = math.ceil(last * window.seconds * 1000 / 60)
  end
  answer[#answer + 1] = window.total
  answer[#answer + 1] = reset
end
redis.call('HSET', hash, unpack(writes))
if isNew or windows[1].isNewSlice then redis.call('EXPIRE', hash, ARGV[5]) end
return answer
`;

/** Gives a key a new version. KEYS: the key's hash. ARGV: the version, seconds to live for a new hash. */
export const ANNOUNCE_SCRIPT = `
local isNew = redis.call('EXISTS', KEYS[1]) == 0
redis.call('HSET', KEYS[1], 'v', ARGV[1])
if isNew then
  redis.call('HSET', KEYS[1], 'u', '1')
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return 1
`;
