package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;
import science.pipeline.systemtest.load.ProducerLoad;
import science.pipeline.systemtest.process.LockedDoor;
import science.pipeline.systemtest.process.Service;

/**
 * Brokers and clients get new certificates of another authority while records flow, in the order that an operator
 * takes: first all trust both, then each shows the new one. Everybody has to come in anew, and nobody is held up.
 */
public record CertificatesRotated() implements Fault {

    @Override
    public String name() {
        return "certificates-rotated";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        LockedDoor door = scene.cluster.lockedDoor();
        door.clientsTrust("trust-both");
        door.brokersTrust("trust-both");
        scene.strike().await();
        door.clientsShow("client-renewed");
        door.brokersShow("node-of-another-authority");
        Duration took = scene.strike().await();
        Service producer = ((ProducerLoad) scene.load).producer();
        for (Service service : scene.instances()) {
            expectUndisturbed(service);
        }
        expectUndisturbed(producer);
        return Optional.of(took);
    }

    private static void expectUndisturbed(Service service) {
        if (service.output().contains("No TLS")) {
            throw new AssertionError(service.name() + " was held up by a certificate; " + service.tail());
        }
    }
}
