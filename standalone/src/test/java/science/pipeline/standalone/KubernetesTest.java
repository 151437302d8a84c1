package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code kubectl apply -k deploy/kubernetes/…} would send: each object as Kubernetes types it, no cluster. */
class KubernetesTest {

    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "apps/v1/Deployment", Deployment.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** A field that the type does not have is refused, where the types themselves would keep it in a bag. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    private static List<HasMetadata> rendered(String folder) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(KUBECTL), "needs " + KUBECTL + " (apt-get install kubernetes-client)");
        Process kubectl = new ProcessBuilder(KUBECTL.toString(), "kustomize", "deploy/kubernetes/" + folder)
                .directory(new File(".."))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(yaml).isZero();
        List<HasMetadata> objects = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            objects.add(typed(document));
        }
        return objects;
    }

    private static HasMetadata typed(Object document) {
        Map<?, ?> fields = (Map<?, ?>) document;
        Class<? extends HasMetadata> type = TYPES.get(fields.get("apiVersion") + "/" + fields.get("kind"));
        assertThat(type).as("a type for %s", fields).isNotNull();
        return STRICT.convertValue(fields, type);
    }

    private static <T> T only(List<HasMetadata> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<PodSpec> pods(List<HasMetadata> objects) {
        return Stream.of(
                only(objects, StatefulSet.class).getSpec().getTemplate().getSpec(),
                only(objects, Deployment.class).getSpec().getTemplate().getSpec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "secured"})
    void eachObjectHasTheFieldsOfItsType(String folder) throws Exception {
        List<HasMetadata> objects = rendered(folder);

        assertThat(objects)
                .hasSize(9)
                .allMatch(object -> object instanceof Namespace
                        || "particle-pipeline".equals(object.getMetadata().getNamespace()));
    }

    @Test
    void aFieldThatDoesNotExistIsRefused() {
        Map<String, Object> misspelt =
                Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("slector", Map.of("app", "x")));

        assertThatThrownBy(() -> typed(misspelt)).hasMessageContaining("slector");
    }

    @Test
    void instancesShareOneFolderAndAreNeverAllTakenAway() throws Exception {
        List<HasMetadata> objects = rendered("base");
        StatefulSet analytics = only(objects, StatefulSet.class);

        assertThat(only(objects, PersistentVolumeClaim.class).getSpec().getAccessModes())
                .containsExactly("ReadWriteMany");
        assertThat(analytics.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(only(objects, PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(analytics.getSpec().getTemplate().getMetadata().getLabels());
        assertThat(objects.stream().filter(Service.class::isInstance).map(Service.class::cast))
                .anyMatch(service -> service.getMetadata()
                        .getName()
                        .equals(analytics.getSpec().getServiceName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "secured"})
    void podsAreLockedDownAndAskedWhereTheServiceListens(String folder) throws Exception {
        assertThat(pods(rendered(folder))).allSatisfy(pod -> {
            Container container = pod.getContainers().get(0);
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
            assertThat(container.getPorts().get(0).getContainerPort())
                    .isEqualTo(container.getName().equals("analytics") ? 8080 : 8081);
            assertThat(container.getVolumeMounts())
                    .allMatch(mount -> pod.getVolumes().stream()
                            .anyMatch(volume -> volume.getName().equals(mount.getName())));
        });
    }
}
