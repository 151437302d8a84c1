package science.pipeline.analytics;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Comparison;
import science.pipeline.dataset.compare.Difference;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code compare A B}: how two datasets differ, row by row; with {@code --csv=FILE} all of it. Exit code 0 if they are
 * equal, 1 if not, 2 for a wrong call or a dataset that cannot be read.
 */
final class CompareCommand {

    private static final int WRONG_CALL = 2;
    private static final String CSV = "--csv=";

    /** A sample's values are shown up to here. */
    private static final int LONGEST_VALUE = 60;

    private CompareCommand() {}

    static int run(String[] arguments, Datasets datasets, PrintStream out) {
        List<String> places = new ArrayList<>();
        Path csv = null;
        for (String argument : arguments) {
            if (argument.startsWith(CSV) && argument.length() > CSV.length()) {
                csv = Path.of(argument.substring(CSV.length()));
            } else {
                places.add(argument);
            }
        }
        try {
            boolean areTwo = places.size() == 2;
            ResultsFolder a = areTwo ? datasets.find(places.get(0)) : null;
            ResultsFolder b = areTwo ? datasets.find(places.get(1)) : null;
            if (a == null || b == null) {
                out.println("compare: expected two existing results folders, as in:"
                        + " compare results/ results-2/ --csv=differences.csv");
                return WRONG_CALL;
            }
            Comparison comparison = csv == null ? Comparison.of(a, b, all -> {}) : writing(csv, a, b);
            comparison.groups().forEach(group -> show(group, out));
            out.println(comparison.isEqual() ? "They are equal." : "They differ.");
            return comparison.isEqual() ? 0 : 1;
        } catch (IOException | UncheckedIOException | Refusal unreadable) {
            out.println("compare: " + unreadable.getMessage());
            return WRONG_CALL;
        }
    }

    private static Comparison writing(Path csv, ResultsFolder a, ResultsFolder b) throws IOException {
        try (Writer file = Files.newBufferedWriter(csv)) {
            file.write(Difference.CSV_HEADER + "\n");
            return Comparison.of(a, b, difference -> file.write(difference.csv() + "\n"));
        }
    }

    private static void show(Comparison.Group group, PrintStream out) {
        Difference first = group.samples().get(0);
        boolean ofRecord = first.partition() >= 0;
        String name = first.what() == Difference.What.WINDOW ? "" : first.name();
        out.printf(
                Locale.ROOT,
                "%-9s  %-24s  %-7s  %,14d%n",
                first.what().label(),
                name,
                first.change().label(),
                group.count());
        for (Difference sample : group.samples()) {
            String place = ofRecord ? sample.place() : sample.name();
            String values = sample.change() == Difference.Change.CHANGED
                    ? shortened(sample.a()) + " -> " + shortened(sample.b())
                    : shortened(sample.a() + sample.b());
            out.println("           " + place + "  " + values);
        }
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
