import { useQuery } from "@apollo/client/react";
import { Anchor, Button, Text, Title } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { paths } from "../../paths.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { InvitationOfferDocument } from "./accept-invitation.documents.js";
import { AcceptInvitationForm } from "./accept-invitation-form.js";
import { SignInFrame } from "./sign-in-frame.js";

/** Where an invitation's link leads. The token is in the address's fragment, which is sent to no server. */
export function AcceptInvitationPage() {
  const token = useLocation().hash.slice(1);
  return (
    <SignInFrame>
      <title>Invitation · Latchkey</title>
      {token === "" ? <Unusable /> : <Offer key={token} token={token} />}
    </SignInFrame>
  );
}

function Offer({ token }: { token: string }) {
  const { data, error, refetch } = useQuery(InvitationOfferDocument, {
    variables: { token },
    fetchPolicy: "no-cache",
  });
  if (error) {
    return readFailure(error).code === "UNAUTHENTICATED" ? (
      <Unusable />
    ) : (
      <div role="alert">
        <Title order={1}>The invitation could not be opened</Title>
        <Text mt="sm">{errorText(error)}</Text>
        <Button variant="default" mt="lg" onClick={() => refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!data) return <LoadingPanel />;
  const refused = () => void refetch();
  return <AcceptInvitationForm token={token} offer={data.invitationOffer} onStale={refused} />;
}

function Unusable() {
  return (
    <div role="alert">
      <Title order={1}>This invitation cannot be used</Title>
      <Text mt="sm">
        The link is not whole, was used already, was taken back or replaced by a new one, or is too
        old. Ask whoever invited you for a new one.
      </Text>
      <Text mt="md">
        Joined already?{" "}
        <Anchor component={Link} to={paths.signIn.link()} underline="always">
          Sign in
        </Anchor>
      </Text>
    </div>
  );
}
