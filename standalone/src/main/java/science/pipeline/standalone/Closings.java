package science.pipeline.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is to be closed when the run ends: once, and in the opposite order of its opening. Any thread; whoever closes
 * second waits for the first.
 */
final class Closings implements AutoCloseable {

    private final Deque<Runnable> actions = new ArrayDeque<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    /** To be called right after the opening. If the end has begun meanwhile, it is closed at once. */
    synchronized void add(Runnable action) {
        actions.push(action);
        if (hasBegun()) {
            close();
        }
    }

    @Override
    public void close() {
        begun.countDown();
        synchronized (this) {
            while (!actions.isEmpty()) {
                actions.pop().run();
            }
        }
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Waits for the end to begin, but no longer than given; returns whether it has. */
    boolean awaitBegin(long millis) throws InterruptedException {
        return begun.await(millis, TimeUnit.MILLISECONDS);
    }
}
