package science.pipeline.benchmarks.detection;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import science.pipeline.analysis.detect.Detection;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;
import science.pipeline.producer.source.synthetic.SyntheticSource;

/** What all layers together cost an event on one core, on decoded batches, once warm. */
final class Speed {

    /** Time of this thread alone, so that what else the machine does is not counted. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int BATCHES = 200;
    private static final int ROUNDS = 15;

    private final Report report;

    Speed(Report report) {
        this.report = report;
    }

    void measure() {
        DetectionConfiguration configuration = DetectionConfiguration.defaults();
        NameTable types = new NameTable(1000, configuration.particleTypeNames());
        NameTable detectors = new NameTable(1000, configuration.detectorNames());
        List<EventBatch> batches = batches(types, detectors);
        Detection detection = new Detection(configuration, types, detectors);
        Flags flags = new Flags();
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (EventBatch batch : batches) {
                detection.detect(batch, flags);
            }
            nanos[round] = (double) (THREADS.getCurrentThreadCpuTime() - start) / (BATCHES * EventBatch.CAPACITY);
        }
        double[] warm = Arrays.copyOfRange(nanos, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        report.line(
                "%nall layers, one core: %.0f ns an event (fastest %.0f, slowest %.0f of %d warm rounds)",
                warm[warm.length / 2], warm[0], warm[warm.length - 1], warm.length);
    }

    private static List<EventBatch> batches(NameTable types, NameTable detectors) {
        EventEncoder encoder = new EventEncoder(Layout.PARTICLE_EVENT);
        StrictDecoder decoder = new StrictDecoder(Layout.PARTICLE_EVENT);
        List<EventBatch> batches = new ArrayList<>();
        try (SyntheticSource source = SyntheticStreams.smearedSource(5)) {
            for (int i = 0; i < BATCHES; i++) {
                EventBatch batch = new EventBatch(types, detectors);
                while (!batch.isFull()) {
                    decoder.decode(encoder.encode(source.next()), batch.size(), batch);
                }
                batches.add(batch);
            }
        }
        return batches;
    }
}
