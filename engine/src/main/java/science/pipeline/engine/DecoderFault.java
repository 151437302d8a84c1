package science.pipeline.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;

/** What is made of a decoder that fails: a reject for that reason. The first failure shows its trace. */
final class DecoderFault {

    private static final Logger log = LoggerFactory.getLogger(DecoderFault.class);

    private boolean said;

    /** Names the fault's class only: its message may tell of arrays that hold more than this record. */
    Reject reject(RuntimeException fault, long offset) {
        if (!said) {
            said = true;
            log.error(
                    "BUG: the decoder failed at offset {}. The record is rejected as {}, its bytes are kept with the"
                            + " rejected ones; reading goes on. Please report it with this trace; further ones are"
                            + " only counted.",
                    offset,
                    RejectReason.INTERNAL_ERROR.label(),
                    fault);
        }
        return new Reject(
                RejectReason.INTERNAL_ERROR,
                "the decoder failed with " + fault.getClass().getName());
    }
}
