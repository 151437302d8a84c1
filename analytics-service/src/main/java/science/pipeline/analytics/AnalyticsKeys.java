package science.pipeline.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.histogram.HistogramKeys;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.MenuKeys;
import science.pipeline.analytics.intake.IntakeKeys;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.Fault;
import science.pipeline.settings.OwnKeys;

/** The keys that this service obeys. */
final class AnalyticsKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of(
                "analytics", AnalyticsProperties.class,
                "pipeline", PipelineProperties.class,
                "event", EventProperties.class);
    }

    @Override
    public List<Fault> faults(Binder binder) {
        List<Fault> faults = new ArrayList<>();
        Part part = new Part(binder, faults);
        Quantities quantities = part.quantities();
        part.check(
                "selections", texts(), menu -> MenuKeys.faults(menu, quantities).forEach(part::add));
        part.check(
                "statistics.histograms",
                texts(),
                histograms -> histograms.forEach((name, keys) ->
                        part.attempt(() -> HistogramKeys.parse(name, keys).checked(quantities))));
        part.check(
                "statistics",
                Bindable.of(AnalyticsProperties.Statistics.class),
                found -> part.attempt(() -> AnalysisBinding.statistics(found).checked(quantities)));
        part.check("detection", Bindable.of(AnalyticsProperties.Detection.class), found -> {
            part.attempt(() -> AnalysisBinding.detection(found).checked(quantities));
            part.attempt(() -> AnalysisBinding.watch(found.watch()));
        });
        part.check("start", Bindable.of(String.class), start -> part.attempt(() -> IntakeKeys.checkStart(start)));
        part.check(
                "accept-gap",
                Bindable.listOf(String.class),
                gaps -> gaps.forEach(gap -> part.attempt(() -> IntakeKeys.checkGap(gap))));
        return faults;
    }

    private static Bindable<Map<String, Map<String, String>>> texts() {
        ResolvableType keys = ResolvableType.forClassWithGenerics(Map.class, String.class, String.class);
        return Bindable.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), keys));
    }

    /** What is bound by itself, as the rest may be wrong too. */
    private record Part(Binder binder, List<Fault> faults) {

        /** Those of the schema that is configured; of the default where that one is at fault. */
        Quantities quantities() {
            try {
                BindResult<String> schema = binder.bind("event.schema", String.class);
                return new Quantities(schema.isBound() ? SchemaYaml.find(schema.get()) : Schema.byDefault());
            } catch (SchemaFault fault) {
                faults.add(new Fault(fault.place(), fault.found(), fault.expected(), ""));
                return new Quantities(Schema.byDefault());
            }
        }

        <T> void check(String key, Bindable<T> type, Consumer<T> check) {
            try {
                binder.bind("analytics." + key, type).ifBound(check);
            } catch (BindException toldElsewhere) {
                // Its values are judged one by one.
            }
        }

        void attempt(Runnable check) {
            try {
                check.run();
            } catch (InvalidSetting fault) {
                add(fault);
            }
        }

        void add(InvalidSetting fault) {
            String path = fault.path().startsWith("analytics.") ? fault.path() : "analytics." + fault.path();
            faults.add(new Fault(path, fault.found(), fault.expected(), ""));
        }
    }
}
