package science.pipeline.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import science.pipeline.codec.Reject;

/**
 * Notices that a topic does not fit its schema: where most of what has come so far was rejected, and rejected often
 * enough, it says once which field fails most and what was found there. Touched by one thread.
 */
final class Misfit {

    /** So many rejects tell something. */
    private static final int ENOUGH = 100;

    private static final int MOST_PLACES = 200;

    private final String schema;
    private final Map<String, Integer> byPlace = new HashMap<>();
    private final Map<String, String> examples = new HashMap<>();
    private long rejects;
    private boolean said;

    /** @param schema its name */
    Misfit(String schema) {
        this.schema = schema;
    }

    /**
     * Takes note of a reject.
     *
     * @param received how many records have come so far, this one included
     * @return what is to be said now, if anything
     */
    Optional<String> noted(int partition, Reject reject, long received) {
        if (said) {
            return Optional.empty();
        }
        String detail = reject.detail();
        int colon = detail.indexOf(": found ");
        String place = colon < 0 ? reject.reason().label() : detail.substring(0, colon);
        if (byPlace.size() < MOST_PLACES || byPlace.containsKey(place)) {
            byPlace.merge(place, 1, Integer::sum);
            examples.putIfAbsent(place, detail);
        }
        if (++rejects < ENOUGH) {
            return Optional.empty();
        }
        said = true;
        return 2 * rejects > received ? Optional.of(message(partition, received)) : Optional.empty();
    }

    private String message(int partition, long received) {
        String most = "";
        int times = 0;
        for (Map.Entry<String, Integer> place : byPlace.entrySet()) {
            boolean isMore = place.getValue() > times;
            if (isMore || place.getValue() == times && place.getKey().compareTo(most) < 0) {
                most = place.getKey();
                times = place.getValue();
            }
        }
        return "Of the first " + received + " records of partition " + partition + " " + rejects
                + " are no events of the schema " + schema + ", most of them (" + times + ") for "
                + examples.get(most) + ". Is event.schema that of this topic? The command describe shows what"
                + " stands in it; the rejected records are kept with their reasons.";
    }
}
