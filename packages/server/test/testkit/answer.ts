/** One error as the contract shapes it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: { readonly code: string; readonly decisionId: string } & Readonly<
    Record<string, unknown>
  >;
}

interface GraphqlBody {
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for decides the shape
  readonly data?: any;
  readonly errors?: readonly AnswerError[];
}

/** What came back, as a client sees it. */
export class Answer {
  private constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    private readonly sent: string,
  ) {}

  static async of(response: Response, sent: string): Promise<Answer> {
    return new Answer(response.status, response.headers, await response.text(), sent);
  }

  get body(): GraphqlBody {
    return JSON.parse(this.text) as GraphqlBody;
  }

  /** The data of an answer that must have succeeded; else the failure shows what was asked and said. */
  get data(): NonNullable<GraphqlBody["data"]> {
    const { data, errors } = this.body;
    if (this.status !== 200 || errors || !data) throw new Error(this.describe());
    return data;
  }

  /** The first error of an answer that must have failed. */
  get error(): AnswerError {
    const [error] = this.body.errors ?? [];
    if (!error) throw new Error(`Expected a refusal. ${this.describe()}`);
    return error;
  }

  /** The status and the words of a refusal. */
  get refusal(): [status: number, message: string] {
    return [this.status, this.error.message];
  }

  get requestId(): string {
    return this.headers.get("x-request-id") ?? "";
  }

  private describe(): string {
    return `${this.sent} was answered ${this.status} ${this.text} (request ${this.requestId})`;
  }
}
