package science.pipeline.benchmarks.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much of a processor each of several processes uses between two moments. */
final class ProcessorShares {

    private final List<ChildProcess> processes;
    private final List<Double> begin;
    private final long beginNanos = System.nanoTime();

    private ProcessorShares(List<ChildProcess> processes) {
        this.processes = processes;
        this.begin = seconds(processes);
    }

    static ProcessorShares from(ChildProcess... processes) {
        return new ProcessorShares(List.of(processes));
    }

    private static List<Double> seconds(List<ChildProcess> processes) {
        return processes.stream().map(ChildProcess::cpuSeconds).toList();
    }

    /** Up to now, as cells of a table: processors, in the order of the processes, then their sum. */
    String cells() {
        double elapsed = (System.nanoTime() - beginNanos) / 1e9;
        List<Double> end = seconds(processes);
        StringBuilder cells = new StringBuilder();
        double sum = 0;
        for (int i = 0; i < end.size(); i++) {
            double share = (end.get(i) - begin.get(i)) / elapsed;
            sum += share;
            cells.append(String.format(Locale.ROOT, "%.3f | ", share));
        }
        return cells + String.format(Locale.ROOT, "%.3f", sum);
    }

    static String headings(String... names) {
        return List.of(names).stream().map(name -> "CPU " + name).collect(Collectors.joining(" | ")) + " | CPU in all";
    }
}
