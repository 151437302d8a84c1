package science.pipeline.analytics.post;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka's client, as a test would have it: takes everything unless told otherwise. */
public final class Posted implements Post {

    /** What Kafka took, in order. */
    private final List<ProducerRecord<byte[], byte[]>> taken = new ArrayList<>();

    private final List<String> made = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    /** Those that Kafka has neither taken nor refused. */
    private final List<CompletableFuture<Void>> open = new ArrayList<>();

    private Function<ProducerRecord<byte[], byte[]>, @Nullable Throwable> refusal = message -> null;
    private boolean silent;

    synchronized void refuses(Function<ProducerRecord<byte[], byte[]>, @Nullable Throwable> reason) {
        refusal = reason;
    }

    /** From now on nothing is answered, or what was asked is answered, and everything that follows. */
    void silent(boolean now) {
        List<CompletableFuture<Void>> answered;
        synchronized (this) {
            silent = now;
            answered = now ? List.of() : List.copyOf(open);
            open.removeAll(answered);
        }
        answered.forEach(question -> question.complete(null));
    }

    @Override
    public synchronized boolean make(String topic) {
        made.add(topic);
        return true;
    }

    synchronized List<String> made() {
        return List.copyOf(made);
    }

    @Override
    public synchronized CompletableFuture<?> send(ProducerRecord<byte[], byte[]> message) {
        Throwable reason = refusal.apply(message);
        if (reason != null) {
            return CompletableFuture.failedFuture(reason);
        }
        taken.add(message);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        if (silent) {
            open.add(answer);
        } else {
            answer.complete(null);
        }
        return answer;
    }

    @Override
    public synchronized void failed(Throwable failure) {
        failures.add(failure);
    }

    synchronized List<ProducerRecord<byte[], byte[]>> taken() {
        return List.copyOf(taken);
    }

    synchronized int failures() {
        return failures.size();
    }
}
