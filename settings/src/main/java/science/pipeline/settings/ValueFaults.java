package science.pipeline.settings;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.ConfigurableEnvironment;

/** All values that their keys cannot have: each key bound by itself, so that one fault does not hide the next. */
final class ValueFaults {

    private final ConfigurableEnvironment environment;
    private final Binder binder;
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final List<Fault> faults = new ArrayList<>();

    private ValueFaults(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    static List<Fault> of(ConfigurableEnvironment environment, KnownKeys keys) {
        ValueFaults values = new ValueFaults(environment);
        keys.all().forEach(values::check);
        OwnKeys.parts().forEach(part -> part.faults(values.binder).forEach(values::addWithPlace));
        return values.faults;
    }

    private void check(KnownKeys.Key key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key.name());
        if (key.isMap() && !Map.class.isAssignableFrom(key.type().getGeneric(1).toClass())) {
            entries(name)
                    .keySet()
                    .forEach(entry ->
                            bind(key, name.append("[" + entry + "]"), key.type().getGeneric(1)));
        }
        bind(key, name, key.type()).ifPresent(value -> validate(key, name, value));
    }

    private Map<String, String> entries(ConfigurationPropertyName name) {
        return binder.bind(name, Bindable.mapOf(String.class, String.class)).orElseGet(Map::of);
    }

    private Optional<Object> bind(KnownKeys.Key key, ConfigurationPropertyName name, ResolvableType type) {
        try {
            return Optional.ofNullable(binder.bind(name, Bindable.of(type)).orElse(null));
        } catch (BindException wrong) {
            add(wrong, type);
        } catch (RuntimeException unusual) {
            faults.add(new Fault(name.toString(), written(name), Expected.of(type), place(name)));
        }
        return Optional.empty();
    }

    private void add(BindException wrong, ResolvableType type) {
        ConfigurationPropertyName name = wrong.getName();
        Throwable cause = wrong;
        while (cause != null && !(cause instanceof ConversionFailedException)) {
            cause = cause.getCause();
        }
        Fault fault = cause instanceof ConversionFailedException failed
                ? new Fault(
                        name.toString(),
                        "'" + failed.getValue() + "'",
                        Expected.of(failed),
                        place(name, String.valueOf(failed.getValue())))
                : new Fault(name.toString(), written(name), Expected.of(type), place(name));
        if (faults.stream()
                .noneMatch(known ->
                        known.found().equals(fault.found()) && known.key().startsWith(fault.key()))) {
            faults.add(fault);
        }
    }

    private void validate(KnownKeys.Key key, ConfigurationPropertyName name, Object value) {
        validator
                .validateValue(key.owner(), key.property(), value)
                .forEach(violation -> faults.add(new Fault(
                        name.toString(),
                        written(name),
                        violation.getMessage().replaceFirst("^expected ", ""),
                        place(name))));
    }

    private String written(ConfigurationPropertyName name) {
        return property(name).map(property -> "'" + property.getValue() + "'").orElse("something else");
    }

    private String place(ConfigurationPropertyName name) {
        return place(name, "");
    }

    private String place(ConfigurationPropertyName name, String found) {
        return property(name)
                .or(() -> below(name, found))
                .map(ConfigurationProperty::getOrigin)
                .map(Place::of)
                .orElse("");
    }

    private Optional<ConfigurationProperty> property(ConfigurationPropertyName name) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(source -> Stream.ofNullable(source.getConfigurationProperty(name)))
                .findFirst();
    }

    /** Of a key that is no value: what stands below it, if possible what names the fault. */
    private Optional<ConfigurationProperty> below(ConfigurationPropertyName name, String found) {
        List<ConfigurationProperty> below = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(name::isAncestorOf)
                        .forEach(each -> below.add(source.getConfigurationProperty(each)));
            }
        }
        return below.stream()
                .filter(each -> found.contains(each.getName().getLastElement(ConfigurationPropertyName.Form.ORIGINAL))
                        || found.contains(String.valueOf(each.getValue())))
                .findFirst()
                .or(() -> below.stream().findFirst());
    }

    private void addWithPlace(Fault fault) {
        String key = FreeNames.ofAllParts().bracketed(fault.key());
        faults.add(
                ConfigurationPropertyName.isValid(key) && fault.place().isEmpty()
                        ? new Fault(
                                fault.key(),
                                fault.found(),
                                fault.expected(),
                                place(ConfigurationPropertyName.of(key), fault.found()))
                        : fault);
    }
}
