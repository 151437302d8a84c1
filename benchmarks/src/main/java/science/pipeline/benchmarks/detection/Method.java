package science.pipeline.benchmarks.detection;

/** A way to find odd events. */
interface Method {

    String name();

    /** Scores a sample's events in order, the odder the higher. */
    Scored score(Sample sample);
}
