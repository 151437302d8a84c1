package science.pipeline.analytics.post;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.dataset.sink.Letter;

/** The ways out: one for each topic that the service writes to, so that none waits for another. Any thread. */
public final class Outlets implements AutoCloseable {

    private final Map<Letter.To, Outlet> outlets = new EnumMap<>(Letter.To.class);

    public Outlets(AnalyticsProperties.Topics topics, Post post, LongSupplier nanos) {
        outlets.put(Letter.To.REJECTED, new Outlet(topics.rejected(), post, nanos));
        outlets.put(Letter.To.ALERTS, new Outlet(topics.alerts(), post, nanos));
        outlets.put(Letter.To.STATISTICS, new Outlet(topics.statistics(), post, nanos));
    }

    Outlet to(Letter.To to) {
        return Objects.requireNonNull(outlets.get(to), "BUG: each topic has a way out");
    }

    /** What each topic that does not take its messages says. */
    public List<String> troubles() {
        return outlets.values().stream()
                .flatMap(outlet -> outlet.trouble().stream())
                .toList();
    }

    /** Messages that wait to be taken. */
    public long waiting(Letter.To to) {
        return to(to).waiting();
    }

    /** How long the oldest of them has waited, seconds. */
    public double waitedSeconds(Letter.To to) {
        return to(to).waitedSeconds();
    }

    /** Messages that were given up since the start, as they could not be made small enough. */
    public long givenUp(Letter.To to) {
        return to(to).givenUp();
    }

    @Override
    public void close() {
        outlets.values().forEach(Outlet::close);
    }
}
