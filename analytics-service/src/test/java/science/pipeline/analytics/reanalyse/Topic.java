package science.pipeline.analytics.reanalyse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.engine.AlertLimit;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.engine.Engine;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventTime;

/**
 * Two partitions of records in memory, odd ones among them, with offsets that hold none; and a host that reads them.
 */
final class Topic {

    static final Source SOURCE = new Source("events", "id", "cluster");
    static final long ALERTS_PER_HOUR = 9;
    static final int PARTITIONS = 2;
    private static final long START_MICROS = 1_768_559_000_000_000L;

    private final List<List<Record>> partitions = new ArrayList<>();

    private record Record(long offset, byte @Nullable [] value) {}

    /** @param count of records in each partition */
    static Topic of(long seed, int count) {
        Topic topic = new Topic();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Random random = new Random(seed + partition);
            List<Record> records = new ArrayList<>();
            long offset = 5;
            for (int n = 0; n < count; n++) {
                offset += random.nextInt(40) == 0 ? 1 + random.nextInt(3) : 0;
                records.add(new Record(offset++, value(n, random)));
            }
            topic.partitions.add(records);
        }
        return topic;
    }

    /** Records with a list of readings: some are cut, empty, or hold a reading that is none. */
    static Topic ofFrames(long seed, int count) {
        Topic topic = new Topic();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Random random = new Random(seed + partition);
            List<Record> records = new ArrayList<>();
            long offset = 0;
            for (int n = 0; n < count; n++) {
                offset += random.nextInt(40) == 0 ? 2 : 0;
                String frame = frame(n, random);
                String odd = random.nextInt(20) == 0 ? frame.substring(0, frame.length() / 2) : frame;
                records.add(new Record(offset++, odd.getBytes(StandardCharsets.UTF_8)));
            }
            topic.partitions.add(records);
        }
        return topic;
    }

    private static String frame(int n, Random random) {
        StringBuilder readings = new StringBuilder();
        for (int i = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(12); i > 0; i--) {
            readings.append(readings.isEmpty() ? "" : ",")
                    .append("{\"at\":")
                    .append(START_MICROS / 1000 + n * 100L)
                    .append(random.nextInt(30) == 0 ? ",\"odd\":1" : "")
                    .append(random.nextInt(25) == 0 ? ",\"cpm\":null}" : ",\"cpm\":" + random.nextInt(100) + "}");
        }
        return "{\"station\":\"S" + random.nextInt(4) + "\",\"readings\":[" + readings + "]}";
    }

    private static byte @Nullable [] value(int n, Random random) {
        String good = event(n, random);
        String odd = switch (random.nextInt(15) == 0 ? random.nextInt(12) : -1) {
            case 0 -> "";
            case 1 -> good.substring(0, good.length() / 2);
            case 2 -> good + "{}";
            case 3 -> good + " ".repeat(70_000 + random.nextInt(10));
            case 4 -> good.replace("\"muon\"", "null");
            case 5 -> good.replaceFirst("\"energy_gev\":[^,]+", "\"energy_gev\":-1.5");
            case 6 -> good.replace("\"is_anomaly\"", "\"run\":7,\"lumi\":[1],\"is_anomaly\"");
            case 7 -> good.replaceFirst("(\"timestamp\":\"[^\"]+)", "$1789+01:30");
            case 8 -> good.replace("muon", "m\\u0075on");
            case 9 -> good.replaceFirst("\"energy_gev\":[^,]+", "\"energy_gev\":2.50E+1");
            case 10 -> good.replaceFirst("\"energy_gev\":[^,]+", "\"energy_gev\":-0.0");
            case 11 -> "tombstone";
            default -> good;
        };
        return odd.equals("tombstone") ? null : odd.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(int n, Random random) {
        double px = random.nextGaussian() * 40;
        double py = random.nextGaussian() * 40;
        double pz = random.nextGaussian() * 60;
        double energy = Math.sqrt(px * px + py * py + pz * pz + 0.011);
        long micros = START_MICROS + n * 10_000L - (random.nextInt(300) == 0 ? 200_000_000L : 0);
        return String.format(
                Locale.ROOT,
                "{\"event_id\":%d,\"timestamp\":\"%s\",\"particle_type\":\"muon\",\"energy_gev\":%.4f,"
                        + "\"momentum_x\":%.4f,\"momentum_y\":%.4f,\"momentum_z\":%.4f,\"detector_id\":\"DET_%03d\","
                        + "\"is_anomaly\":%b}",
                n / 2,
                EventTime.format(micros),
                random.nextInt(50) == 0 ? energy * 3 : energy,
                px,
                py,
                pz,
                random.nextInt(6),
                n % 90 == 0);
    }

    /** Reads on from where the folder's books stand, up to this share of each partition, and builds the final files. */
    ResultsFolder analyse(String host, ResultsFolder folder, AnalysisConfiguration configuration, double upTo)
            throws IOException, Fenced {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Record> records = partitions.get(partition);
            Beginning beginning = new Beginning(
                    host,
                    UUID.randomUUID().toString(),
                    folder.identify(SOURCE),
                    partition,
                    3,
                    ConfigurationHash.setup(configuration));
            try (Sink sink = PartitionDataset.takeOver(folder, beginning, 64 * 1024)) {
                long share = AlertLimit.share(ALERTS_PER_HOUR, partition, PARTITIONS);
                Engine engine = new Engine(partition, configuration, share, sink, EventPrinter.NONE);
                int end = (int) (records.size() * upTo);
                for (Record record : records.subList(0, end)) {
                    if (record.offset() >= engine.nextOffset()) {
                        engine.skip(record.offset());
                        byte[] value = record.value();
                        engine.accept(
                                record.offset(),
                                START_MICROS + record.offset(),
                                value,
                                0,
                                value == null ? 0 : value.length);
                    }
                    if (record.offset() % 997 == 0) {
                        commit(folder.sayings(partition), engine, sink);
                    }
                }
                sink.draft(engine.stand(), true).commit();
            }
        }
        build(folder, configuration);
        return folder;
    }

    private static void commit(SayingBox box, Engine engine, Sink sink) throws IOException, Fenced {
        List<SayingBox.Waiting> waiting = box.waiting();
        for (SayingBox.Waiting each : waiting) {
            engine.hear(each.saying());
        }
        sink.draft(engine.stand(), false).commit();
        box.remove(waiting);
    }

    static void build(ResultsFolder folder, AnalysisConfiguration configuration) throws IOException, Fenced {
        build(folder, configuration, Retention.ALL);
    }

    static void build(ResultsFolder folder, AnalysisConfiguration configuration, Retention kept)
            throws IOException, Fenced {
        StatisticsFiles statistics = new StatisticsFiles(folder, configuration, (window, json) -> {});
        new FinalDataset(folder, configuration, statistics, List.of(FinalFormat.CSV), kept, "test").build(true);
    }
}
