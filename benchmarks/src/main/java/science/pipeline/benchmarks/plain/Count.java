package science.pipeline.benchmarks.plain;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How many events were done so far, printed twenty times a second for whoever measures. */
final class Count {

    private static final long EVERY_MILLIS = 50;

    private final LongAdder events = new LongAdder();

    Count() {
        var printer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "count");
            thread.setDaemon(true);
            return thread;
        });
        printer.scheduleAtFixedRate(
                () -> System.out.println(events.sum()), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(long more) {
        events.add(more);
    }
}
