/** An e-mail address that breaks, where it must, before its domain rather than within a word. */
export function EmailText({ email }: { email: string }) {
  const at = email.indexOf("@");
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  );
}
