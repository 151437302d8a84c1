package science.pipeline.analytics.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import science.pipeline.dataset.sink.Sink;

/** Commits in the background, off the threads that read and analyse. Any thread. */
final class Committer implements AutoCloseable {

    private static final int THREADS = 2;

    private final TopicIdentity topic;
    private final CommitTimes times = new CommitTimes();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "commit");
        thread.setDaemon(true);
        return thread;
    });

    Committer(TopicIdentity topic) {
        this.topic = topic;
    }

    CommitTimes times() {
        return times;
    }

    /**
     * Makes the draft true. The future fails with what went wrong, whatever it is. Called by the thread that reads,
     * when the draft holds all that it has read.
     */
    CompletableFuture<Void> commit(Sink.Draft draft) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<TopicIdentity.Topic> topicWhenRead = topic.answer();
        threads.execute(() -> {
            try {
                topic.prove(topicWhenRead);
                long begun = System.nanoTime();
                draft.commit();
                times.countSuccess(System.nanoTime() - begun);
                done.complete(null);
            } catch (Throwable failed) {
                // An Error too: whoever waits for this commit must hear of it.
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
