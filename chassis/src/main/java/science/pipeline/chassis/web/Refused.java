package science.pipeline.chassis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** A request that is answered at the door, in the form in which endpoints refuse. */
public record Refused(int status, String reason) {

    public void tell(HttpServletResponse response) throws IOException {
        byte[] answer =
                JsonMapper.shared().writeValueAsString(Map.of("error", reason)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
