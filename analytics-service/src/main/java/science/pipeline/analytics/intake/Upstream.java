package science.pipeline.analytics.intake;

/** Whether whoever fills the topic will send more; a topic is not drained before that. */
@FunctionalInterface
public interface Upstream {

    /** Nobody knows who fills the topic: it may still be empty because they have not begun. */
    Upstream UNKNOWN = new Upstream() {
        @Override
        public boolean ended() {
            return true;
        }

        @Override
        public boolean isKnown() {
            return false;
        }
    };

    /** True once nothing more will come, as far as anyone knows. */
    boolean ended();

    /** Whether that is more than a guess: then a topic that is still empty at the end is drained, too. */
    default boolean isKnown() {
        return true;
    }
}
