package science.pipeline.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that is not obeyed, with all that is wrong with it. */
public final class RefusedSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedSettings(Fault fault) {
        this(List.of(fault));
    }

    RefusedSettings(List<Fault> faults) {
        super(faults.stream().distinct().map(Fault::sentence).collect(Collectors.joining(System.lineSeparator())));
    }
}
