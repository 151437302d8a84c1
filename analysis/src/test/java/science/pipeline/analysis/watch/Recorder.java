package science.pipeline.analysis.watch;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a watch says. */
final class Recorder implements DetectorWatch.Listener {

    final List<DetectorAlarm> raised = new ArrayList<>();
    final List<DetectorAlarm> resized = new ArrayList<>();
    final List<DetectorAlarm> cleared = new ArrayList<>();
    final List<DetectorState> changes = new ArrayList<>();

    @Override
    public void raised(DetectorAlarm alarm) {
        raised.add(alarm);
    }

    @Override
    public void resized(DetectorAlarm alarm) {
        resized.add(alarm);
    }

    @Override
    public void cleared(DetectorAlarm alarm) {
        cleared.add(alarm);
    }

    @Override
    public void changed(DetectorState state) {
        changes.add(state);
    }
}
