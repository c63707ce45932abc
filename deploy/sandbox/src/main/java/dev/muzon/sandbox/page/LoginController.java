package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.World;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** QR codes scanned without a camera. */
@RestController
@RequestMapping("/sandbox/logins")
final class LoginController {
    private final World world;
    private final Overviews overviews;

    LoginController(World world, Overviews overviews) {
        this.world = world;
        this.overviews = overviews;
    }

    record Approval(long as) {}

    @GetMapping
    List<View.Login> pending() {
        return overviews.logins();
    }

    @PostMapping("/{token}/approve")
    View.Login approve(@PathVariable String token, @RequestBody Approval approval) {
        return View.Login.of(world.logins().approve(token, approval.as()));
    }
}
