package science.pipeline.chassis.trouble;

import java.util.List;
import java.util.Optional;
import science.pipeline.schema.WriterSchemas;

/** That schemas cannot be told now: who was asked has said why. */
final class RegistryCauses {

    private RegistryCauses() {}

    static Optional<Trouble> of(List<Throwable> chain) {
        return chain.stream()
                .filter(WriterSchemas.Away.class::isInstance)
                .map(WriterSchemas.Away.class::cast)
                .findFirst()
                .map(away -> new Trouble(
                        away.isDenied() ? Trouble.Kind.DENIED : Trouble.Kind.WAITING,
                        String.valueOf(away.getMessage())));
    }
}
