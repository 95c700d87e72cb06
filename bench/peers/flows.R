# Times the peers of the flows methods in R: processor seconds, the best of several runs, one JSON line.
out <- list()
best <- function(runs, f) { t <- Inf; for (i in seq_len(runs)) { gc(FALSE); s <- system.time(f())[1:2]; t <- min(t, sum(s)) } ; round(t, 4) }
has <- function(name) suppressWarnings(suppressMessages(requireNamespace(name, quietly = TRUE)))
if (has("strucchange")) out$breakpoints_nile <- best(5, function() strucchange::breakpoints(Nile ~ 1))
if (has("boot")) {
  city <- data.frame(u = c(138, 93, 61, 179, 48, 37, 29, 23, 30, 2), x = c(143, 104, 69, 260, 75, 63, 50, 48, 111, 50))
  out$bootstrap <- best(3, function() boot::boot(city, function(d, i) sum(d$x[i]) / sum(d$u[i]), 20000))
}
if (has("survey")) {
  set.seed(1); n <- 1e5; s <- sample(20, n, TRUE); d <- data.frame(s = s, y = rgamma(n, 2), fpc = 5 * as.numeric(table(s))[s])
  out$survey_total <- best(3, function() survey::svytotal(~y, survey::svydesign(id = ~1, strata = ~s, fpc = ~fpc, data = d)))
}
if (has("sandwich")) {
  set.seed(1); x <- matrix(rnorm(2000 * 11), 2000); y <- rnorm(2000)
  out$newey_west <- best(5, function() sandwich::NeweyWest(lm(y ~ x), lag = 12, prewhite = FALSE))
}
if (has("quadprog")) {
  set.seed(1); p <- matrix(rnorm(39 * 19, 100, 10), 19)
  out$control_placebos <- best(5, function() for (u in 1:39) { a <- p[, -u]; quadprog::solve.QP(crossprod(a) + diag(1e-8, 38), crossprod(a, p[, u]), cbind(1, diag(38)), c(1, rep(0, 38)), 1) })
}
out$r <- paste(R.version$major, R.version$minor, sep = ".")
cat("{", paste(sprintf('"%s": %s', names(out), ifelse(sapply(out, is.character), paste0('"', out, '"'), out)), collapse = ", "), "}\n", sep = "")
