package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong, and that whoever looks should see before all else.
 *
 * @param what in a few words
 * @param sentence what was found
 */
record Concern(String what, String sentence) {

    /**
     * All that is wrong, the worst first.
     *
     * @param disagreement of the configurations of a group, if there is any
     * @param outlets what each topic that does not take its messages says
     */
    static List<Concern> of(
            RunState.State now,
            OpenAlarms alarms,
            Optional<String> disagreement,
            List<String> outlets,
            List<LayerState> layers) {
        List<Concern> concerns = new ArrayList<>();
        if (!now.word().isGood()) {
            concerns.add(new Concern(now.word().toString(), String.valueOf(now.reason())));
        }
        if (alarms.isAny()) {
            concerns.add(new Concern(alarms.words(), "the worst: " + alarms.worst() + ", " + alarms.reason()));
        }
        disagreement.ifPresent(found -> concerns.add(new Concern("configurations differ", found)));
        if (!outlets.isEmpty()) {
            concerns.add(new Concern("messages wait", String.join("; ", outlets)));
        }
        layers.stream()
                .filter(LayerState::isMuted)
                .forEach(layer -> concerns.add(new Concern(layer.layer() + " is muted", layer.reason())));
        return concerns;
    }
}
