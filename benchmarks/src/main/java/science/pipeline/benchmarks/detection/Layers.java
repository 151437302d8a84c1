package science.pipeline.benchmarks.detection;

import java.util.Arrays;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.schema.Schema;

/** The pipeline's own detection, over four partitions keyed by detector. */
final class Layers implements Method {

    private final DetectionConfiguration configuration;

    private final Schema schema;

    Layers(DetectionConfiguration configuration, Schema schema) {
        this.configuration = configuration;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public Scored score(Sample sample) {
        Answers answers = new Answers(sample.size());
        Partition[] partitions = new Partition[Partition.COUNT];
        Arrays.setAll(partitions, p -> answers.partition(configuration, schema));
        for (int i = 0; i < sample.size(); i++) {
            int p = Partition.of(sample.event(i));
            answers.next(partitions[p], i);
            partitions[p].add(sample.event(i));
        }
        long nanos = 0;
        for (Partition partition : partitions) {
            partition.detect();
            nanos += partition.nanos();
        }
        return new Scored(answers.scores, answers.layers, answers.flagged, (double) nanos / sample.size());
    }
}
