package science.pipeline.chassis.web;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;

/** Who may ask and who may steer a service by HTTP, and how plainly; for each service that has a {@link FrontDoor}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(FrontDoor.class)
public class FrontDoorConfiguration {

    private final FrontDoor door;
    private final InetAddress bound;
    private final boolean login;

    /** @throws FrontDoor.OpenDoor if the service would be open to everybody, and nobody said that this is meant */
    FrontDoorConfiguration(
            FrontDoor door,
            ServerProperties server,
            @Value("${login.enabled:false}") boolean login,
            @Value("${management.server.port:}") String managementPort) {
        this.door = door;
        this.bound = server.getAddress() == null ? anywhere() : server.getAddress();
        this.login = login;
        door.check(login, door.prefix() + ".address", bound);
        if (!managementPort.isEmpty() && (login || !bound.isLoopbackAddress())) {
            throw new FrontDoor.OpenDoor("management.server.port: found " + managementPort
                    + ", expected none: a port of" + " its own would have neither login nor gates; the actuator is at "
                    + door.prefix() + ".port");
        }
    }

    private static InetAddress anywhere() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Bean
    AdminGate adminGate() {
        return new AdminGate(door.prefix() + ".admin", door.adminEnabled(), door.adminToken());
    }

    @Bean
    HostGate hostGate() {
        return new HostGate(door.prefix() + ".allowed-hosts", door.address(), bound, door.allowedHosts());
    }

    @Bean
    WholeBody wholeBody() {
        return new WholeBody();
    }

    @Bean
    BarePost barePost() {
        return new BarePost();
    }

    /**
     * Whether a service is well is for everybody to know; why not, for those who have logged in or sit at the machine.
     */
    @Bean
    HealthEndpointGroupsPostProcessor healthDetails() {
        boolean open = !login && bound.isLoopbackAddress();
        return groups -> {
            Map<String, HealthEndpointGroup> shown = new HashMap<>();
            for (String name : groups.getNames()) {
                HealthEndpointGroup group = groups.get(name);
                if (group != null) {
                    shown.put(name, new Group(open, group));
                }
            }
            return HealthEndpointGroups.of(new Group(open, groups.getPrimary()), shown);
        };
    }

    /** @param open whether everybody may read details; otherwise those whom somebody has logged in */
    private record Group(boolean open, HealthEndpointGroup of) implements HealthEndpointGroup {

        private boolean isFor(SecurityContext reader) {
            return open || reader.getPrincipal() != null;
        }

        @Override
        public boolean showComponents(SecurityContext reader) {
            return isFor(reader) && of.showComponents(reader);
        }

        @Override
        public boolean showDetails(SecurityContext reader) {
            return isFor(reader) && of.showDetails(reader);
        }

        @Override
        public boolean isMember(String name) {
            return of.isMember(name);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return of.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return of.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return of.getAdditionalPath();
        }
    }
}
