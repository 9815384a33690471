/** What a column of the file can be. */
export type ColumnTarget = (typeof LEAD_TARGETS)[number]["value"] | "custom" | "skip";

/**
 * What of a lead a column can hold, with the words by which a header says so: the first column with an
 * earlier word is taken. Letters and digits only, in lower case and without accents.
 */
export const LEAD_TARGETS = [
  {
    value: "externalId",
    title: "External id",
    words: "externalid crmid leadid contactid recordid customerid kundennummer id reference ref",
  },
  { value: "name", title: "Name", words: "name fullname leadname contactname displayname contact" },
  {
    value: "firstName",
    title: "First name",
    words: "firstname givenname forename first vorname prenom",
  },
  {
    value: "lastName",
    title: "Last name",
    words: "lastname surname familyname last nachname",
  },
  {
    value: "email",
    title: "E-mail",
    words: "email emailaddress mail workemail emailwork email1 emailadresse courriel",
  },
  {
    value: "phone",
    title: "Phone",
    words: "phone phonenumber telephone mobile mobilephone tel telefon cell workphone",
  },
  {
    value: "company",
    title: "Company",
    words: "company companyname organization organisation account accountname employer firma",
  },
  { value: "title", title: "Job title", words: "title jobtitle position role jobrole" },
  { value: "source", title: "Source", words: "source leadsource origin channel quelle" },
  { value: "status", title: "Status", words: "status leadstatus stage state" },
  { value: "notes", title: "Notes", words: "notes note comment comments remarks description" },
  { value: "customFields", title: "Custom fields, as JSON", words: "customfields" },
] as const;

/** Guesses what each column is from its header; each part of a lead is one column's at most. */
export function guessTargets(header: readonly string[]): ColumnTarget[] {
  const words = header.map(plainWord);
  const targets: ColumnTarget[] = header.map(() => "skip");
  for (const target of LEAD_TARGETS) {
    const found = target.words
      .split(" ")
      .map((word) => words.findIndex((own, index) => own === word && targets[index] === "skip"))
      .find((index) => index !== -1);
    if (found !== undefined) targets[found] = target.value;
  }
  return targets;
}

function plainWord(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
