package science.pipeline.dataset.sink;

/** What a person says of a partition's events. It waits for the owner of the partition, and rides in its commits. */
public sealed interface Saying permits Judgement, NewNormal {}
