package dev.headroom.examples.musicstore.payment;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The comparison of two ways to pay: starts it, and says how far it has come. */
@RestController
@RequestMapping("/api/compare/payments")
final class PaymentController {

    private final PaymentComparer comparer;

    PaymentController(PaymentComparer comparer) {
        this.comparer = comparer;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentProgress start(
            @RequestParam(defaultValue = "100") int payments, @RequestParam(defaultValue = "2000") int milliseconds) {
        return comparer.start(new PaymentTerms(payments, milliseconds));
    }

    @GetMapping
    PaymentProgress progress() {
        return comparer.progress();
    }
}
