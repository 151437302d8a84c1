package science.pipeline.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.intake.AcceptedGap;
import science.pipeline.analytics.intake.Continuity;
import science.pipeline.analytics.intake.StartPosition;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.engine.Engine;

/** Where a run goes on, in each partition: at the commits, which are the truth. Refuses what forbids it, at once. */
final class Planner {

    private final Keeper keeper;
    private final AnalyticsProperties properties;
    private final KafkaProperties kafka;
    private final AnalysisConfiguration configuration;
    private final TopicOffsets topic;
    private final Continuity continuity;

    Planner(
            Keeper keeper,
            AnalyticsProperties properties,
            KafkaProperties kafka,
            AnalysisConfiguration configuration,
            TopicOffsets topic) {
        this.keeper = keeper;
        this.properties = properties;
        this.kafka = kafka;
        this.configuration = configuration;
        this.topic = topic;
        this.continuity = new Continuity(
                keeper.place(),
                properties.acceptGap().stream().map(AcceptedGap::parse).toList());
    }

    /**
     * Where a run goes on.
     *
     * @param starts of each partition
     * @param gaps losses that were accepted, from the commit's next offset on
     */
    record Plan(Map<Integer, Long> starts, Map<Integer, Range> gaps) {}

    /**
     * @throws Refusal when the topic no longer has what the commits go on from, or another version wrote their state
     */
    Plan plan() throws IOException, InterruptedException {
        Map<Integer, Long> firsts = topic.firsts();
        Map<Integer, Long> ends = topic.readableEnds();
        int expected = keeper.newestBooks().stream()
                .mapToInt(commit -> commit.partition() + 1)
                .max()
                .orElse(0);
        if (firsts.size() < expected) {
            throw new Refusal("The topic " + topic.topic() + " has " + firsts.size() + " partitions; the dataset in "
                    + keeper.place() + " has read from " + expected
                    + ": it is another topic, or was restored from a copy. Nothing was changed. Read it anew into an"
                    + " empty folder (--analytics.results-dir=…).");
        }
        Map<Integer, Long> starts = new TreeMap<>();
        Map<Integer, Range> gaps = new HashMap<>();
        for (Map.Entry<Integer, Long> each : firsts.entrySet()) {
            int number = each.getKey();
            TopicPartition partition = new TopicPartition(topic.topic(), number);
            Optional<Commit> newest = keeper.newest(number);
            if (newest.isEmpty()) {
                starts.put(number, begin(partition, each.getValue(), ends.get(number)));
                continue;
            }
            Engine.check(number, newest.get().state(), configuration);
            long next = newest.get().nextOffset();
            long start = continuity.checked(partition, next, each.getValue(), ends.get(number));
            starts.put(number, start);
            if (start > next) {
                gaps.put(number, new Range(next, start));
            }
        }
        return new Plan(starts, gaps);
    }

    /** Refuses a folder that stands behind what an earlier run had committed, by its own notes. */
    void checkIsNotOlderThan(Checkpoint checkpoint, String location) throws IOException {
        for (Map.Entry<Integer, Long> read : checkpoint.lastRead().entrySet()) {
            long next = keeper.newest(read.getKey()).map(Commit::nextOffset).orElse(0L);
            if (next < read.getValue()) {
                throw new Refusal("The dataset in " + keeper.place() + " goes on at offset " + next + " of partition "
                        + read.getKey() + ", but the checkpoint " + location + " has read up to " + read.getValue()
                        + ": the folder is older than its checkpoint, or another one. Nothing was changed. Put the"
                        + " folder back; or, if it is meant to be older, remove the checkpoint: the job then reads on"
                        + " from what the folder holds.");
            }
        }
    }

    private long begin(TopicPartition partition, long first, long end) throws IOException {
        StartOffsets starts = keeper.starts(() -> new StartOffsets(chosen()));
        Long chosen = starts.offsets().get(partition.partition());
        return chosen == null ? first : continuity.checked(partition, chosen, first, end);
    }

    private Map<Integer, Long> chosen() {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        List.of("interceptor.classes", "group.protocol").forEach(settings::remove);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return StartPosition.parse(properties.start()).offsets(topic.topic(), consumer);
        }
    }
}
