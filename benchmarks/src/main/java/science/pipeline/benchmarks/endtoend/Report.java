package science.pipeline.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import science.pipeline.benchmarks.endtoend.Stopwatch.Reading;

/** Every run, then medians and spread, as Markdown. */
final class Report {

    private final Environment environment;
    private final Map<String, List<Reading>> byContestant;
    private final List<String> baselines;

    /** @param baselines contestants to whose runs the others' are put in relation */
    Report(Environment environment, List<Reading> readings, List<String> baselines) {
        this.environment = environment;
        byContestant = readings.stream()
                .collect(Collectors.groupingBy(Reading::contestant, LinkedHashMap::new, Collectors.toList()));
        this.baselines = baselines.stream().filter(byContestant::containsKey).toList();
    }

    static String line(Reading reading) {
        return String.format(
                Locale.ROOT,
                "%-46s %,12.0f events/s  %.2f CPU s/M  %4d MB",
                reading.contestant(),
                reading.eventsPerSecond(),
                reading.cpuSecondsPerMillion(),
                reading.peakRssBytes() >> 20);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(environment.describe()).append('\n');
        List<String> head = new ArrayList<>(
                List.of("who", "events/s, every run", "median", "spread", "CPU s per million", "peak RSS MB"));
        baselines.forEach(baseline -> head.add("÷ " + baseline.replaceAll(",.*", "")));
        row(text, head);
        row(text, head.stream().map(column -> "---").toList());
        byContestant.forEach((contestant, readings) -> row(text, cells(contestant, readings)));
        return text.append('\n').toString();
    }

    private List<String> cells(String contestant, List<Reading> readings) {
        double[] rates = sorted(readings);
        double median = median(rates);
        List<String> cells = new ArrayList<>();
        cells.add(contestant);
        cells.add(readings.stream().map(run -> thousands(run.eventsPerSecond())).collect(Collectors.joining(" ")));
        cells.add(thousands(median));
        cells.add("%.0f %%".formatted((rates[rates.length - 1] - rates[0]) / median * 100));
        cells.add(String.format(
                Locale.ROOT,
                "%.2f",
                median(readings.stream()
                        .mapToDouble(Reading::cpuSecondsPerMillion)
                        .sorted()
                        .toArray())));
        cells.add(Long.toString(
                readings.stream().mapToLong(Reading::peakRssBytes).max().orElse(0) >> 20));
        baselines.forEach(
                baseline -> cells.add(String.format(Locale.ROOT, "%.2f", ratio(readings, readings(baseline)))));
        return cells;
    }

    private List<Reading> readings(String baseline) {
        return Objects.requireNonNull(byContestant.get(baseline), "BUG: a baseline that did not run");
    }

    /** The median of what each run is to the baseline's of the same round: the machine changes from round to round. */
    private static double ratio(List<Reading> readings, List<Reading> baseline) {
        return median(IntStream.range(0, readings.size())
                .mapToDouble(round -> readings.get(round).eventsPerSecond()
                        / baseline.get(round).eventsPerSecond())
                .sorted()
                .toArray());
    }

    /** Writes the section of this command into the benchmarks' README, and its chart beside it. */
    void record() {
        Map<String, Double> medians = new LinkedHashMap<>();
        byContestant.forEach((contestant, readings) -> medians.put(contestant, median(sorted(readings))));
        Recorded.section(environment.command(), text());
        Recorded.chart(environment.command(), Chart.bars("thousand events/s, median", medians));
    }

    private static double[] sorted(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::eventsPerSecond).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String thousands(double eventsPerSecond) {
        return String.format(Locale.ROOT, "%.0f k", eventsPerSecond / 1000);
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
