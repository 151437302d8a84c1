package science.pipeline.benchmarks.detection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.Schema;

/** What it takes to save and to restore all that a partition knows, in a JVM that has compiled nothing yet. */
final class RestoreTime {

    private static final int EVENTS = 400_000;
    private static final int RUNS = 9;
    private static final List<String> STEPS = List.of(
            "the classes loaded, an empty one made",
            "the first partition restored",
            "the next one restored",
            "saved for the first time");

    private RestoreTime() {}

    /** Starts fresh JVMs, one after the other. */
    static void measure(Report report) throws IOException {
        Path file = Files.createTempFile("state", ".bin");
        try {
            byte[] state = state();
            Files.write(file, state);
            double[][] millis = new double[STEPS.size()][RUNS];
            for (int run = 0; run < RUNS; run++) {
                String[] step = inFreshJvm(file).trim().split(" ");
                for (int i = 0; i < step.length; i++) {
                    millis[i][run] = Double.parseDouble(step[i]);
                }
            }
            report.line(
                    "%nstate of a partition after %,d events: %,d bytes; processor time in fresh JVMs:",
                    EVENTS, state.length);
            for (int i = 0; i < millis.length; i++) {
                Arrays.sort(millis[i]);
                report.line(
                        "  %-40s %5.1f ms (%.1f to %.1f)",
                        STEPS.get(i), millis[i][RUNS / 2], millis[i][0], millis[i][RUNS - 1]);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] state() throws IOException {
        PartitionPipeline pipeline = new PartitionPipeline(AnalysisConfiguration.defaults());
        EventBatch batch = pipeline.newBatch();
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        StrictDecoder decoder = new StrictDecoder(Schema.byDefault());
        try (SyntheticSource source = SyntheticStreams.smearedSource(5)) {
            for (int i = 0; i < EVENTS; i++) {
                decoder.decode(encoder.encode(source.next()), i, batch);
                if (batch.isFull()) {
                    pipeline.analyse(batch);
                    pipeline.takeClosedWindows();
                    batch.clear();
                }
            }
        }
        return saved(pipeline);
    }

    private static byte[] saved(PartitionPipeline pipeline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pipeline.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static String inFreshJvm(Path file) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreTime.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** In the fresh JVM: prints the milliseconds of each step. */
    public static void main(String[] arguments) throws IOException {
        byte[] state = Files.readAllBytes(Path.of(arguments[0]));
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        // Of this thread alone, so that what else the machine does is not counted.
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[STEPS.size() + 1];
        nanos[0] = clock.getCurrentThreadCpuTime();
        new PartitionPipeline(configuration);
        nanos[1] = clock.getCurrentThreadCpuTime();
        PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(state)));
        nanos[2] = clock.getCurrentThreadCpuTime();
        PartitionPipeline next =
                PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(state)));
        nanos[3] = clock.getCurrentThreadCpuTime();
        saved(next);
        nanos[4] = clock.getCurrentThreadCpuTime();
        for (int step = 0; step < STEPS.size(); step++) {
            System.out.printf(Locale.ROOT, "%.3f ", (nanos[step + 1] - nanos[step]) / 1e6);
        }
    }
}
