package science.pipeline.analytics;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads that write blocks of data files while others analyse: as many as there are files to be written at once. */
public final class BlockWriters {

    private BlockWriters() {}

    /** They end with the process, or when there was nothing to write for a minute. */
    public static Executor threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "block-writer");
            thread.setDaemon(true);
            return thread;
        });
    }
}
