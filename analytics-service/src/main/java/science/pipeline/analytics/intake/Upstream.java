package science.pipeline.analytics.intake;

/** Whether whoever fills the topic will send more; a topic is not drained before that. */
@FunctionalInterface
public interface Upstream {

    /** True once nothing more will come, as far as anyone knows. */
    boolean ended();
}
