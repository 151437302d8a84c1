package science.pipeline.dataset.closing;

/** Told how far the building of a final dataset has come; called often, by the thread that builds. */
@FunctionalInterface
public interface BuildProgress {

    BuildProgress UNSEEN = (step, done, total) -> {};

    /**
     * @param step what is made: a file's name, or {@code statistics}
     * @param done bytes that are read of the parts, or windows that are written
     * @param total of these; 0 while nobody knows
     */
    void at(String step, long done, long total);
}
