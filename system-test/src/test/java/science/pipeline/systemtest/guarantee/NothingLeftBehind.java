package science.pipeline.systemtest.guarantee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** After a clean end the results folder holds what readers are told of, and the commits, and nothing else. */
public final class NothingLeftBehind implements Guarantee {

    private static final Pattern EXPECTED =
            Pattern.compile("[a-z][a-z0-9_]{0,40}_p\\d{2,}-e\\d{4,}-\\d{18,}\\.(csv|jsonl)"
                    + "|[a-z0-9_]+_final\\.csv|all_events_final\\.parquet|manifest\\.json|detector_alarms\\.json"
                    + "|statistics_outside\\.json"
                    + "|statistics/\\d{4}-\\d{2}-\\d{2}(/statistics_\\d{8}T\\d{6}Z\\.json|\\.jsonl)"
                    + "|\\.commits/((dataset|end|published|told|watch)\\.json|claims/[a-z0-9_]+\\.(csv|parquet|json)"
                    + "|p\\d{2,}/(\\d{12,}\\.json|windows_p\\d{2,}-e\\d{4,}-\\d{18,}\\.bin))");

    @Override
    public void doAssert(Aftermath aftermath) throws IOException {
        Path results = aftermath.setup().results();
        try (Stream<Path> files = Files.walk(results)) {
            List<String> surplus = files.filter(Files::isRegularFile)
                    .map(file -> results.relativize(file).toString())
                    .filter(name -> !EXPECTED.matcher(name).matches())
                    .sorted()
                    .toList();
            if (!surplus.isEmpty()) {
                throw new AssertionError(surplus.size() + " files were left behind: " + surplus);
            }
        }
    }
}
