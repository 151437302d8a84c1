package science.pipeline.dataset.sink;

import java.io.IOException;
import java.util.Collection;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.event.EventBatch;

/**
 * Where all goes that the analysis of one partition puts out, for one owner of the partition. The dataset on a file
 * system is one implementation.
 *
 * <p><b>Order.</b> Everything comes in the order of the partition's offsets, and of the indices in a record's list:
 * rows, the rejects between them, windows behind the row that closed them, alerts behind their rows. A {@link Stand}
 * comes between two records. It holds position, ledger, clock and state of the analysis after all that came before it
 * and nothing of what comes after, so that an analysis that begins with it goes on as if it had never stopped.
 *
 * <p><b>Atomic.</b> What came since the last stand becomes true together with the next one, when its draft is
 * committed, or not at all; so do drafts: never a later one without those before it. Readers see nothing else. Of two
 * owners only the later one's drafts become true; the other hears {@link Fenced}.
 *
 * <p><b>Twice.</b> What an owner handed over behind its last committed stand is offered again to the next one's sink,
 * the same rows, rejects and windows, byte for byte, though perhaps in other batches and between other stands. It must
 * be kept once. Alerts may have been sent meanwhile: whoever hears them drops repeats by partition, offset and index. A
 * commit that throws may have become true or not; {@link #stand} of the next owner tells.
 *
 * <p><b>Threads.</b> One thread hands over and drafts. {@link Draft#commit} may run on another one, one at a time,
 * while more is handed over, which belongs to the draft after it. Whatever throws, Fenced and Errors too, ends the
 * owner: close it and begin with a new one.
 */
public interface Sink extends AutoCloseable {

    /** The newest stand that was committed; from any thread. */
    Stand stand();

    /** Where what is kept of this partition begins. */
    long firstOffset();

    /** Takes the rows of a batch, each for all that it was selected for; the batch is reused. */
    void append(EventBatch batch, Verdicts verdicts) throws IOException;

    /** Takes a record that is no event, or an element of its list; its bytes are not changed any more. */
    void append(RejectedRecord rejected) throws IOException;

    /** Takes windows that the partition has closed; {@code offset} is that of the next record. */
    void append(Collection<WindowContribution> windows, long offset) throws IOException;

    /**
     * Takes what listeners are to hear of a flagged row. Alerts follow from rows: who has no listeners drops them.
     *
     * @param offset of the row
     * @param index of the row in its record
     * @param document JSON
     */
    void alert(long offset, int index, byte[] document);

    /**
     * Takes stock between two records.
     *
     * @param last whether this owner ends with it
     * @return what is true once it is committed; drafts are committed in their order
     */
    Draft draft(Stand stand, boolean last) throws IOException;

    /** A stand, and what was handed over up to it. */
    interface Draft {

        /**
         * Makes it true, for good: once this returns no crash and no loss of power takes it back.
         *
         * @throws Fenced when another owner has taken the partition over; then it will never be true
         */
        void commit() throws IOException, Fenced;
    }

    /** Lets go. What is not committed will never be true. */
    @Override
    void close() throws IOException;
}
