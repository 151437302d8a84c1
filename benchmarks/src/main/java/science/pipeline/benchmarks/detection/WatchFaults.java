package science.pipeline.benchmarks.detection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.DetectorWatch;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.Schema;

/**
 * What the watch over the detectors finds of faults that no single event shows, and how soon: the synthetic source,
 * smeared, 20 detectors with 500 events a window of 10 s each; {@value #HEALTHY} healthy windows, then the fault in one
 * detector to the end. One partition, default configuration.
 */
final class WatchFaults {

    private static final int HEALTHY = 30;
    private static final int FAULTY = 10;

    /** A drift takes longer. */
    private static final int DRIFTING = 60;

    private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(10);
    private static final double TURN = Math.toRadians(15);

    private final Report report;
    private final int seeds;

    /** What is wrong with a detector. */
    private enum Kind {
        /** Energies no larger than 50 GeV. */
        SATURATION,
        /** Energies in whole units of 0.04 GeV, where others have 0.01. */
        COMB,
        /** Every third event is called a kaon. */
        WRONG_TYPES,
        /** It and its neighbour bear each other's name. */
        SWAPPED_CABLES,
        /** The transverse momentum turned by 15 degrees. */
        TURNED,
        /** Every fourth event is sent twice. */
        DUPLICATES,
        /** Energies grow by 0.1 % with each window. */
        GAIN_DRIFT;

        int windows() {
            return this == GAIN_DRIFT ? DRIFTING : FAULTY;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    WatchFaults(Report report, int seeds) {
        this.report = report;
        this.seeds = seeds;
    }

    void measure() {
        report.line("%n%-16s %6s %8s  %s", "watch fault", "seeds", "found", "in the fault's windows; by what");
        long windows = 0;
        int elsewhere = 0;
        for (Kind kind : Kind.values()) {
            List<Integer> found = new ArrayList<>();
            List<String> by = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                Trial trial = new Trial(kind, seed);
                trial.run();
                elsewhere += trial.elsewhere;
                windows += trial.healthyWindows();
                if (trial.foundIn > 0) {
                    found.add(trial.foundIn);
                    if (!by.contains(trial.foundBy)) {
                        by.add(trial.foundBy);
                    }
                }
            }
            report.line(
                    "%-16s %6d %8d  %s; %s", kind.label(), seeds, found.size(), spread(found), String.join(", ", by));
        }
        report.line(
                "alarms of healthy detectors: %d in %,d windows of a detector; %.1f allowed",
                elsewhere, windows, windows * WatchConfiguration.defaults().falseAlarmsPerMillion() / 1e6);
    }

    private static String spread(List<Integer> found) {
        int[] sorted = found.stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted.length == 0
                ? "never"
                : sorted[sorted.length / 2] + " (" + sorted[0] + " to " + sorted[sorted.length - 1] + ")";
    }

    /** One fault in one stream. */
    private static final class Trial implements DetectorWatch.Listener {

        private final Kind kind;
        private final Random random;
        private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
        private final StrictDecoder decoder = new StrictDecoder(Schema.byDefault());
        private final PartitionPipeline pipeline = new PartitionPipeline(AnalysisConfiguration.defaults());
        private final EventBatch batch = pipeline.newBatch();
        private final DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), this);
        private final Altered altered = new Altered(Printing.TWO_DECIMALS);
        private final SyntheticSource source;
        private final List<String> struck;
        private long offset;
        private long start;

        /** Counted from 1; 0 if it was not. */
        private int foundIn;

        private String foundBy = "";
        private int elsewhere;

        Trial(Kind kind, long seed) {
            this.kind = kind;
            random = new Random(seed);
            source = SyntheticStreams.smearedSource(seed);
            struck = kind == Kind.SWAPPED_CABLES ? List.of("DET_001", "DET_002") : List.of("DET_001");
        }

        long healthyWindows() {
            return (long) (HEALTHY + kind.windows()) * (SyntheticStreams.DETECTORS - struck.size());
        }

        void run() {
            ParticleEvent event = source.next();
            start = Math.floorDiv(event.timestampMicros(), WINDOW_MICROS) * WINDOW_MICROS + HEALTHY * WINDOW_MICROS;
            // The last windows stay open for events that come late.
            long end = start + (kind.windows() + 7) * WINDOW_MICROS;
            for (; event.timestampMicros() < end; event = source.next()) {
                if (event.timestampMicros() < start) {
                    add(event);
                } else {
                    fault(event);
                }
            }
            source.close();
            analyse();
        }

        private void fault(ParticleEvent event) {
            if (!struck.contains(event.detectorId())) {
                add(event);
                return;
            }
            double energy = event.energyGev();
            switch (kind) {
                case SATURATION -> add(energy > 50 ? altered.energy(event, 50) : event);
                case COMB -> add(altered.energy(event, Math.rint(energy * 25) / 25));
                case WRONG_TYPES -> add(random.nextInt(3) == 0 ? Altered.type(event, "kaon") : event);
                case SWAPPED_CABLES -> add(Altered.detector(event, struck.get(1 - struck.indexOf(event.detectorId()))));
                case TURNED -> add(altered.turned(event, TURN));
                case DUPLICATES -> {
                    add(event);
                    if (random.nextInt(4) == 0) {
                        add(event);
                    }
                }
                case GAIN_DRIFT -> {
                    double windows = (double) (event.timestampMicros() - start) / WINDOW_MICROS;
                    add(altered.energy(event, energy * (1 + windows / 1000)));
                }
            }
        }

        private void add(ParticleEvent event) {
            if (decoder.decode(encoder.encode(event), offset++, batch) != null) {
                throw new IllegalStateException("The decoder refuses " + event);
            }
            if (batch.isFull()) {
                analyse();
            }
        }

        private void analyse() {
            pipeline.analyse(batch);
            batch.clear();
            pipeline.takeClosedWindows().forEach(watch::add);
        }

        @Override
        public void raised(DetectorAlarm alarm) {
            if (!struck.contains(alarm.detector())) {
                elsewhere++;
                return;
            }
            long raised = TimeUnit.SECONDS.toMicros(Instant.parse(alarm.raised().replaceAll("Z?$", "Z"))
                    .atOffset(ZoneOffset.UTC)
                    .toEpochSecond());
            int window = (int) Math.floorDiv(raised - start, WINDOW_MICROS) + 1;
            if (window < 1) {
                elsewhere++;
            } else if (foundIn == 0) {
                foundIn = window;
                foundBy = alarm.observable().equals("shape") ? alarm.chart() : alarm.observable();
            }
        }

        @Override
        public void resized(DetectorAlarm alarm) {}

        @Override
        public void cleared(DetectorAlarm alarm) {}

        @Override
        public void changed(DetectorState state) {}
    }
}
