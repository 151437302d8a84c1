package science.pipeline.chassis.trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what an error means. Clients wrap what they find several times over, so the whole chain of causes is looked
 * through: TLS first, as Kafka's own words only repeat that the handshake failed.
 */
public final class Causes {

    private static final int LONGEST_CHAIN = 20;

    /** For those who do not know where Kafka is. */
    public static final Causes ANYWHERE = new Causes("Kafka");

    private final String kafka;

    private Causes(String kafka) {
        this.kafka = kafka;
    }

    /** @param servers where Kafka is looked for, as HOST:PORT,HOST:PORT */
    public static Causes at(String servers) {
        return new Causes("Kafka at " + servers);
    }

    /** What was found; also what nobody knows by name comes out in a sentence. */
    public Trouble of(Throwable found) {
        return of(found, null);
    }

    /** @param wanted the right that the question needed, where the caller knows it better than Kafka's answer */
    public Trouble of(Throwable found, @Nullable Right wanted) {
        List<Throwable> chain = chain(found);
        return known(chain, wanted).orElseGet(() -> new Trouble(Trouble.Kind.RETRYING, plain(chain)));
    }

    /** That Kafka does not grant a right. */
    public Trouble missing(Right right) {
        return KafkaCauses.missing(kafka, right);
    }

    /** Empty if the error only says that there was no answer, or nothing that is known here. */
    public Optional<Trouble> known(Throwable found, @Nullable Right wanted) {
        return known(chain(found), wanted);
    }

    private Optional<Trouble> known(List<Throwable> chain, @Nullable Right wanted) {
        return RegistryCauses.of(chain)
                .or(() -> TlsCauses.of(chain, kafka))
                .or(() -> KafkaCauses.of(chain, kafka, wanted))
                .or(() -> FileCauses.of(chain));
    }

    private static List<Throwable> chain(Throwable found) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = found;
        while (next != null && chain.size() < LONGEST_CHAIN && !chain.contains(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    /** The innermost message that says something, or the class when none does. */
    private static String plain(List<Throwable> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            String message = chain.get(i).getMessage();
            if (message != null && !message.isBlank()) {
                return chain.get(i).getClass().getSimpleName() + ": " + message;
            }
        }
        return chain.get(chain.size() - 1).getClass().getSimpleName();
    }
}
