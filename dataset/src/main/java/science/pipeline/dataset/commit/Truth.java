package science.pipeline.dataset.commit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the flags compare with the sender's labels, while there are any. Both say little of a sender whose labels are not
 * the truth.
 *
 * @param precision share of the flagged events that bear the label; null without flags
 * @param recall share of the labelled events that are flagged
 */
public record Truth(@Nullable Double precision, double recall) {

    /** Of a ledger; empty while no event bears a label. */
    public static Optional<Truth> of(Ledger ledger) {
        if (ledger.labelled() == 0) {
            return Optional.empty();
        }
        long flagged = ledger.flagged().total();
        double right = ledger.truePositives();
        return Optional.of(new Truth(flagged == 0 ? null : right / flagged, right / ledger.labelled()));
    }
}
