package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import science.pipeline.analytics.dataset.Fenced;
import science.pipeline.analytics.dataset.PartitionDataset;

/** Commits in the background, off the threads that read and analyse. Any thread. */
final class Committer implements AutoCloseable {

    private static final int THREADS = 2;

    private final CommitTimes times = new CommitTimes();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "commit");
        thread.setDaemon(true);
        return thread;
    });

    CommitTimes times() {
        return times;
    }

    /** Makes the draft true. The future fails with what went wrong. */
    CompletableFuture<Void> commit(PartitionDataset dataset, PartitionDataset.Draft draft) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                long begun = System.nanoTime();
                dataset.commit(draft);
                times.countSuccess(System.nanoTime() - begun);
                done.complete(null);
            } catch (IOException | Fenced | RuntimeException failed) {
                times.countFailure();
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    /** Called when all owners have left: their last commits need these threads. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
