package science.pipeline.analytics.observe;

import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Serves the control room: the page, its files, its stream. */
@Controller
final class PageController implements WebMvcConfigurer {

    /** Not among the static resources of the class path: in one JVM the producer's server would serve it too. */
    private static final String FILES = "control-room/";

    private final PageClients clients;

    PageController(PageClients clients) {
        this.clients = clients;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/" + FILES + "**")
                .addResourceLocations("classpath:/" + FILES)
                .setCacheControl(CacheControl.noCache());
    }

    @GetMapping("/")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource(FILES + "index.html"));
    }

    @GetMapping("/stream")
    ResponseEntity<SseEmitter> stream() {
        Optional<SseEmitter> admitted = clients.admit();
        return admitted.isPresent()
                ? ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        // nginx hands on what comes as it comes, and does not collect it.
                        .header("X-Accel-Buffering", "no")
                        .body(admitted.get())
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
}
