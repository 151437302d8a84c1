package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/**
 * How well the detection works: ranks events with known faults by the layers, by a random cut forest on the same
 * features and by the largest deviation; counts flags of clean streams; measures the layers' cost.
 */
public final class DetectionEvaluation {

    private static final String USAGE = """
            detection [--cms=FOLDER] [--events=200000] [--source=NAME] [--seeds=3] [--clean=0] [--plot=FILE.svg] [--only=groups,methods,watch,cost]
              --cms     folder with Zmumu_Run2011A_masses.csv, peakdata3.csv and 4mu_2012.csv (CMS open data)
              --events  events of each sample
              --source  one of dimuons, four_muons, electrons, smeared, without_momenta; all by default
              --with, --without  layers that are switched on or off where groups are evaluated: shift,digits
              --seeds   how many samples of each source and group of faults
              --clean   events of each clean stream whose flags are counted against the budget; 0 = none
              --plot    where to draw recall against false-positive rate
              --only    groups: what the layers find of each group of faults; methods: other ways to find them;
                        watch: faults that no single event shows; cost: time and memory""";

    private static final double FAULTY = 0.012;
    private static final List<String> TABLES = List.of("Zmumu_Run2011A_masses.csv", "peakdata3.csv");

    private final Report report = new Report(System.out);
    private final Plot plot = new Plot();
    private final List<Method> methods = List.of(
            new Layers(DetectionConfiguration.defaults(), Schema.byDefault()), new Forest(), new LargestDeviation());

    private DetectionEvaluation() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(
                List.of(arguments),
                List.of("cms", "events", "seeds", "clean", "plot", "only", "source", "with", "without"));
        if (options.unknown().isPresent()) {
            System.err.println("Unknown argument " + options.unknown().get() + "\n" + USAGE);
            System.exit(2);
        }
        new DetectionEvaluation().run(options);
    }

    private void run(Options options) throws IOException {
        Path cms = options.text("cms").map(Path::of).orElse(null);
        int events = (int) options.number("events", 200_000);
        List<String> parts =
                List.of(options.text("only").orElse("groups,methods,watch,cost").split(","));
        if (parts.contains("groups") && cms != null) {
            report.line("%n=== groups of faults ===");
            new Matrix(report, cms, sources(options), events, (int) options.number("seeds", 3))
                    .evaluate(configuration(options), true);
        }
        if (parts.contains("methods")) {
            compareMethods(events, cms);
        }
        if (options.number("clean", 0) > 0) {
            new CleanStreams(report).check(options.number("clean", 0), cms);
        }
        if (parts.contains("watch")) {
            new WatchFaults(report, (int) options.number("seeds", 3)).measure();
        }
        if (parts.contains("cost")) {
            new Speed(report).measure();
            RestoreTime.measure(report);
        }
        if (options.text("plot").isPresent()) {
            Files.writeString(Path.of(options.text("plot").get()), plot.svg());
        }
    }

    private static DetectionConfiguration configuration(Options options) {
        Map<String, Boolean> layers = new TreeMap<>();
        options.texts("with").forEach(layer -> layers.put(layer, true));
        options.texts("without").forEach(layer -> layers.put(layer, false));
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        return new DetectionConfiguration(
                defaults.flagsPerMillion(), layers, defaults.warmUp(), defaults.massShell(), defaults.rareEvents());
    }

    private static List<Source> sources(Options options) {
        String chosen = options.text("source").orElse("");
        return Arrays.stream(Source.values())
                .filter(source -> chosen.isEmpty() || source.name().equalsIgnoreCase(chosen))
                .toList();
    }

    private void compareMethods(int events, @Nullable Path cms) throws IOException {
        for (Fault.Group group : Fault.Group.values()) {
            report.line("%n=== %s faults ===", group);
            if (cms != null) {
                for (String table : TABLES) {
                    compare(table, RecordedMuons.read(cms.resolve(table)), Printing.SIX_DIGITS, group);
                }
            }
            compare("synthetic, exact", SyntheticStreams.exact(events), Printing.TWO_DECIMALS, group);
            compare("synthetic, smeared", SyntheticStreams.smeared(events), Printing.TWO_DECIMALS, group);
        }
        compareOnTheSourcesFaults(events);
    }

    private void compare(String name, List<ParticleEvent> clean, Printing printing, Fault.Group group) {
        Sample sample = Injection.inject(name, Schema.byDefault(), clean, printing, FAULTY, group.kinds(), 1);
        report.sample(sample);
        List<Scored> answers = new ArrayList<>();
        for (Method method : methods) {
            Scored scored = method.score(sample);
            report.method(sample, method, scored);
            answers.add(scored);
        }
        report.details(sample, answers.get(0), group.kinds());
        for (int i = 0; i < methods.size(); i++) {
            plot.method(methods.get(i).name(), Report.curve(sample, answers.get(i), null));
        }
        plot.sample(name + ", " + group, sample, answers.get(0), group.kinds());
    }

    /** Which the source makes up by itself. */
    private void compareOnTheSourcesFaults(int events) {
        report.line("%n=== faults of the synthetic source ===");
        for (boolean smeared : new boolean[] {false, true}) {
            Sample sample = SyntheticStreams.labelled(events, smeared);
            report.sample(sample);
            for (Method method : methods) {
                report.method(sample, method, method.score(sample));
            }
        }
    }
}
