# The base of every stage: the oldest Node that Latchkey supports, on Debian.
FROM node:20-slim AS base
WORKDIR /app

# Manifests alone, so that the install is repeated only when one of them changes.
FROM base AS manifests
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/shared/package.json packages/shared/
COPY packages/server/package.json packages/server/
COPY packages/console/package.json packages/console/
ENV CI=true

# What runs: the server and what it depends on.
FROM manifests AS dependencies
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install \
      --frozen-lockfile --prod --filter '@latchkey/server...'

# What is built: all packages, compiled and bundled.
FROM manifests AS build
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install --frozen-lockfile
COPY tsconfig.base.json ./
COPY packages packages
COPY docs docs
RUN node node_modules/typescript/bin/tsc -b packages/server \
    && cd packages/console && node node_modules/vite/bin/vite.js build

FROM base AS server
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 LATCHKEY_DATA_DIR=/data
COPY --from=dependencies /app ./
COPY --from=build /app/packages/shared/dist packages/shared/dist
COPY --from=build /app/packages/server/dist packages/server/dist
COPY --from=build /app/packages/console/dist packages/console/dist
# The spool is written by the user the server runs as; the image's files are not.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "packages/server/dist/main.js"]
