package science.pipeline.codec;

import science.pipeline.terminal.Printable;

/**
 * A record that is no event.
 *
 * @param reason the one reason that is counted
 * @param detail where the fault is, what was found there, and what was expected; may quote up to 40 characters of the
 *     record
 */
public record Reject(RejectReason reason, String detail) {

    /**
     * The detail becomes plain: a parser's message may quote anything, also half a character, which no file can hold.
     */
    public Reject {
        detail = Printable.ascii(detail);
    }
}
