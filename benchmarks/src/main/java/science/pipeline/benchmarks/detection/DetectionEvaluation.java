package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.event.ParticleEvent;

/**
 * How well the detection works: ranks events with known faults by the layers, by a random cut forest on the same
 * features and by the largest deviation; counts flags of clean streams; measures the layers' cost.
 */
public final class DetectionEvaluation {

    private static final String USAGE = """
            detection [--cms=FOLDER] [--events=200000] [--clean=0] [--plot=FILE.svg]
              --cms     folder with Zmumu_Run2011A_masses.csv and peakdata3.csv (CMS open data, dimuon tables)
              --events  events of each synthetic sample
              --clean   events of each clean stream whose flags are counted against the budget; 0 = none
              --plot    where to draw recall against false-positive rate""";

    private static final double FAULTY = 0.01;
    private static final List<String> TABLES = List.of("Zmumu_Run2011A_masses.csv", "peakdata3.csv");

    private final Report report = new Report(System.out);
    private final Plot plot = new Plot();
    private final List<Method> methods =
            List.of(new Layers(DetectionConfiguration.defaults()), new Forest(), new LargestDeviation());

    private DetectionEvaluation() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(List.of(arguments), List.of("cms", "events", "clean", "plot"));
        if (options.unknown().isPresent()) {
            System.err.println("Unknown argument " + options.unknown().get() + "\n" + USAGE);
            System.exit(2);
        }
        new DetectionEvaluation().run(options);
    }

    private void run(Options options) throws IOException {
        Optional<String> cms = options.text("cms");
        int events = (int) options.number("events", 200_000);
        for (boolean tunedOn : new boolean[] {true, false}) {
            report.line("%n=== faults %s ===", tunedOn ? "that were tuned on" : "that were kept aside");
            List<Fault> kinds = Fault.tunedOn(tunedOn);
            if (cms.isPresent()) {
                for (String table : TABLES) {
                    List<ParticleEvent> muons = RecordedMuons.read(Path.of(cms.get(), table));
                    evaluate(table, muons, Printing.SIX_DIGITS, kinds, tunedOn);
                }
            }
            evaluate("synthetic, exact", SyntheticStreams.exact(events), Printing.TWO_DECIMALS, kinds, tunedOn);
            evaluate("synthetic, smeared", SyntheticStreams.smeared(events), Printing.TWO_DECIMALS, kinds, tunedOn);
        }
        evaluateProducersFaults(events);
        if (options.number("clean", 0) > 0) {
            new CleanStreams(report).check(options.number("clean", 0));
        }
        new Speed(report).measure();
        RestoreTime.measure(report);
        if (options.text("plot").isPresent()) {
            Files.writeString(Path.of(options.text("plot").get()), plot.svg());
        }
    }

    private void evaluate(
            String name, List<ParticleEvent> clean, Printing printing, List<Fault> kinds, boolean tunedOn) {
        Sample sample = Injection.inject(name, clean, printing, FAULTY, kinds, 1);
        report.sample(sample);
        List<Scored> answers = new ArrayList<>();
        for (Method method : methods) {
            Scored scored = method.score(sample);
            report.method(sample, method, scored);
            answers.add(scored);
        }
        report.details(sample, answers.get(0), kinds);
        for (int i = 0; i < methods.size(); i++) {
            plot.method(methods.get(i).name(), Report.curve(sample, answers.get(i), null));
        }
        plot.sample(name + (tunedOn ? "" : ", faults kept aside"), sample, answers.get(0), kinds);
    }

    /** The faults of the producer's own source, which others have chosen. */
    private void evaluateProducersFaults(int events) {
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
