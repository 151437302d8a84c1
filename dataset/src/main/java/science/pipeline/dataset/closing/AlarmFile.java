package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.DetectorWatch;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.MergedWindows;
import science.pipeline.dataset.windows.Relearnt;
import science.pipeline.dataset.windows.StatisticsJson;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code detector_alarms.json}: what the watch over the detectors finds in the windows that are complete. */
final class AlarmFile implements DetectorWatch.Listener {

    static final String NAME = "detector_alarms.json";

    private static final JsonMapper JSON = JsonMapper.builder(StatisticsJson.factory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final WatchConfiguration configuration;
    private final DetectorWatch watch;
    private final List<DetectorAlarm> alarms = new ArrayList<>();
    private final List<DetectorState> states = new ArrayList<>();
    private final Map<String, Integer> current = new HashMap<>();

    /** @param states of all detectors one after the other, each with its interval */
    private record Content(
            double falseAlarmsPerMillion, int minimumWindows, List<DetectorAlarm> alarms, List<DetectorState> states) {}

    private AlarmFile(WatchConfiguration configuration) {
        this.configuration = configuration;
        this.watch = new DetectorWatch(configuration, this);
    }

    /** The alarms of all windows of these commits that are complete. */
    static AlarmFile of(
            ResultsFolder folder, List<Commit> commits, Manifest.Built built, WatchConfiguration configuration)
            throws IOException {
        AlarmFile alarms = new AlarmFile(configuration);
        alarms.watch.relearn(Relearnt.of(commits));
        MergedWindows windows = MergedWindows.of(folder, commits);
        while (windows.hasNext()) {
            List<WindowContribution> window = windows.next();
            if (built.completeness().covers(window.get(0), commits)) {
                alarms.add(window);
            }
        }
        return alarms;
    }

    /** Takes the next window that is complete. */
    private void add(List<WindowContribution> contributions) {
        watch.add(WindowContribution.sum(contributions));
    }

    @Override
    public void raised(DetectorAlarm alarm) {
        alarms.add(alarm);
    }

    @Override
    public void resized(DetectorAlarm alarm) {
        alarms.replaceAll(standing -> standing.isSameAs(alarm) ? alarm : standing);
    }

    @Override
    public void cleared(DetectorAlarm alarm) {
        alarms.replaceAll(standing -> standing.isSameAs(alarm) ? alarm : standing);
    }

    @Override
    public void changed(DetectorState state) {
        Integer former = current.put(state.detector(), states.size());
        if (former != null) {
            states.set(former, states.get(former).until(state.from()));
        }
        states.add(state);
    }

    /** How many alarms it holds. */
    int rows() {
        return alarms.size();
    }

    byte[] bytes() throws IOException {
        Content content =
                new Content(configuration.falseAlarmsPerMillion(), configuration.minimumWindows(), alarms, states);
        return (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
