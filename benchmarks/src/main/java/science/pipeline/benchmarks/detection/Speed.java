package science.pipeline.benchmarks.detection;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import science.pipeline.analysis.detect.Detection;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.Schema;

/** What all layers together, and each of them, cost an event on one core, on decoded batches, once warm. */
final class Speed {

    /** Time of this thread alone, so that what else the machine does is not counted. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int BATCHES = 200;
    private static final int ROUNDS = 15;
    private static final String ALL = "all layers";

    private final Report report;

    Speed(Report report) {
        this.report = report;
    }

    void measure() {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        NameTables names = NameTables.of(Schema.byDefault(), 1000);
        List<EventBatch> batches = batches(names);
        Detection all = new Detection(defaults, names);
        double[] warm = Objects.requireNonNull(rounds(Map.of(ALL, all), batches).get(ALL));
        report.line(
                "%nall layers, one core: %.0f ns an event (fastest %.0f, slowest %.0f of %d warm rounds)",
                warm[warm.length / 2], warm[0], warm[warm.length - 1], warm.length);
        Map<String, Detection> contestants = new LinkedHashMap<>();
        contestants.put(ALL, all);
        for (String layer : all.layers()) {
            if (DetectionConfiguration.LAYERS.contains(layer)) {
                contestants.put(layer, new Detection(without(layer), names));
            }
        }
        Map<String, double[]> nanos = rounds(contestants, batches);
        double fastest = nanos.remove(ALL)[0];

        report.line("in turns with each layer off, %.0f ns with all of them; of the fastest round go without", fastest);
        nanos.forEach((layer, without) -> report.line("  %-20s %4.0f ns", layer, fastest - without[0]));
    }

    /** Nanoseconds an event of the warm rounds, in rising order; in turns, so that all meet a slow moment alike. */
    private static Map<String, double[]> rounds(Map<String, Detection> contestants, List<EventBatch> batches) {
        Map<String, double[]> nanos = new LinkedHashMap<>();
        Flags flags = new Flags();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Detection> contestant : contestants.entrySet()) {
                nanos.computeIfAbsent(contestant.getKey(), absent -> new double[ROUNDS])[round] =
                        nanos(contestant.getValue(), batches, flags);
            }
        }
        nanos.replaceAll((name, rounds) -> {
            double[] warm = Arrays.copyOfRange(rounds, ROUNDS / 3, ROUNDS);
            Arrays.sort(warm);
            return warm;
        });
        return nanos;
    }

    private static DetectionConfiguration without(String layer) {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        return new DetectionConfiguration(
                defaults.flagsPerMillion(),
                Map.of(layer, false),
                defaults.warmUp(),
                defaults.massShell(),
                defaults.rareEvents());
    }

    private static double nanos(Detection detection, List<EventBatch> batches, Flags flags) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (EventBatch batch : batches) {
            detection.detect(batch, flags);
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - start) / (BATCHES * EventBatch.CAPACITY);
    }

    private static List<EventBatch> batches(NameTables names) {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        StrictDecoder decoder = new StrictDecoder(Schema.byDefault());
        List<EventBatch> batches = new ArrayList<>();
        try (SyntheticSource source = SyntheticStreams.smearedSource(5)) {
            for (int i = 0; i < BATCHES; i++) {
                EventBatch batch = new EventBatch(names);
                while (!batch.isFull()) {
                    decoder.decode(encoder.encode(source.next()), batch.size(), batch);
                }
                batches.add(batch);
            }
        }
        return batches;
    }
}
