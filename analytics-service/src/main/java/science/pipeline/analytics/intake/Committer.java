package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import science.pipeline.analytics.dataset.Fenced;
import science.pipeline.analytics.dataset.PartitionDataset;

/** Commits in the background, off the threads that read and analyse. Any thread. */
final class Committer implements AutoCloseable {

    private static final int THREADS = 2;

    private final DeadLetters deadLetters;
    private final Announcements announcements;
    private final CommitTimes times = new CommitTimes();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "commit");
        thread.setDaemon(true);
        return thread;
    });

    Committer(DeadLetters deadLetters, Announcements announcements) {
        this.deadLetters = deadLetters;
        this.announcements = announcements;
    }

    CommitTimes times() {
        return times;
    }

    /** For the copies of one partition's rejects. */
    DeadLetters.Copies copies() {
        return deadLetters.copies();
    }

    /**
     * Copies of rejects are acknowledged, then the draft becomes true, then its alerts are sent. The future fails with
     * what went wrong.
     */
    CompletableFuture<Void> commit(
            PartitionDataset dataset, PartitionDataset.Draft draft, List<CompletableFuture<?>> copies) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                announcements.awaitAlerts(draft.partition());
                DeadLetters.await(copies);
                long begun = System.nanoTime();
                dataset.commit(draft);
                times.countSuccess(System.nanoTime() - begun);
                announcements.alerts(draft.partition(), dataset.stand().alerts());
                done.complete(null);
            } catch (IOException | Fenced | RuntimeException failed) {
                times.countFailure();
                done.completeExceptionally(failed);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                done.completeExceptionally(new CompletionException(stopping));
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
