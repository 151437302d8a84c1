package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;
import science.pipeline.systemtest.load.ProducerLoad;

/** kill -9 of the producer service at a random moment; another one starts. */
public final class KillProducer implements Fault {

    @Override
    public String name() {
        return "kill-producer";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        ProducerLoad producer = (ProducerLoad) scene.load;
        long since = System.nanoTime();
        producer.kill();
        long counted = producer.sent();
        scene.until("the next producer sending", () -> producer.sent() > counted);
        return Optional.of(Duration.ofNanos(System.nanoTime() - since));
    }
}
