# Works out whole claims by another hand: conversion across gaps, others' money, residual value, causal share, interest,
# credits and caps, in fractions of whole numbers, from the definitions of docs/guide/quantum.md alone.
# Use: python3 claim-cases.py > claim-cases.json
import calendar
import json
import random
from datetime import date, timedelta
from fractions import Fraction as F

draw = random.Random(20370901)
SOURCE = {'passage': 'pas_1', 'exhibit': 'exh_1'}

# Rates for one euro; each currency has gaps of its own, and no week-end has any.
days = [date(2031, 1, 1) + timedelta(i) for i in range(760)]
table = {}
for day in days:
    if day.weekday() > 4:
        continue
    row = {
        'USD': F(draw.randrange(10000, 12500), 10000),
        'GBP': F(draw.randrange(80000, 92000), 100000),
        'JPY': F(draw.randrange(14000, 17000), 100),
    }
    table[day] = {code: rate for code, rate in row.items() if draw.random() > 0.2}


def plain(rate):
    return f'{float(rate):.5f}'


csv = 'date,USD,GBP,JPY\n' + ''.join(
    f"{day},{','.join(plain(row[code]) if code in row else '' for code in ('USD', 'GBP', 'JPY'))}\n"
    for day, row in table.items()
)


def rounded(exact, mode, places=2):
    units = exact * 10**places
    whole = units.numerator // units.denominator
    rest = units - whole
    if mode == 'up':
        whole += 1 if rest > 0 else 0
    elif mode != 'down' and (rest > F(1, 2) or (rest == F(1, 2) and (mode == 'half-up' or whole % 2 == 1))):
        whole += 1
    return F(whole, 10**places)


def converted(amount, currency, into, day, fx):
    if currency == into:
        return amount
    needed = [code for code in (currency, into) if code != 'EUR']
    step = timedelta(-1 if fx['fallback'] == 'earlier' else 1)
    while not all(code in table.get(day, {}) for code in needed):
        day += step
    rate = lambda code: F(1) if code == 'EUR' else table[day][code]
    return rounded(amount / rate(currency) * rate(into), fx['mode'])


def last_day(incurred):
    parts = [int(part) for part in incurred.split('-')]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    return date(parts[0], 12, 31)


def text(value, places=2):
    units = value * 10**places
    assert units.denominator == 1
    sign, n = ('-' if units < 0 else ''), abs(units.numerator)
    return f'{sign}{n}' if places == 0 else f'{sign}{n // 10**places}.{n % 10**places:0{places}d}'


def money(value, currency):
    return {'amount': text(value, 0 if currency == 'JPY' else 2), 'currency': currency}


def amount_in(currency, most):
    return F(draw.randrange(1, most)) if currency == 'JPY' else F(draw.randrange(1, most * 100), 100)


cases = []
for n in range(16):
    into = draw.choice(['EUR', 'USD', 'GBP'])
    fx = {'source': 'made', 'fallback': draw.choice(['earlier', 'later']), 'maxStaleDays': 3660, 'beyond': 'flag',
          'mode': draw.choice(['half-up', 'half-even', 'down'])}
    share_mode = draw.choice(['half-up', 'half-even', 'down', 'up'])
    rule = {'from': draw.choice(['incurred', '2032-03-31']), 'to': '2035-08-31', 'annual': F(draw.randrange(1, 900), 10000),
            'point': draw.choice(['line', 'sub-head', 'whole']), 'mode': draw.choice(['half-up', 'half-even'])}
    heads, lines, credits, sums = [], [], [], []
    for h in range(draw.randrange(1, 4)):
        head = f'h{h}'
        bears = draw.random() < 0.7
        rows = []
        for k in range(draw.randrange(1, 6)):
            currency = draw.choice(['EUR', 'USD', 'GBP', 'JPY'])
            incurred = draw.choice(['2031-05-17', '2031-08', '2031-11-30', '2031', '2032-02', '2032-02-29'])
            convert_on = draw.choice([None, None, '2032-01-10'])
            day = date.fromisoformat(convert_on) if convert_on else last_day(incurred)
            to_claim = lambda value, code: converted(value, code, into, day, fx)
            gross_in = amount_in(currency, 5_000_000)
            net = to_claim(gross_in, currency)
            funding = []
            for f in range(draw.randrange(0, 3)):
                code = draw.choice(['EUR', 'USD'])
                sum_in, tied = amount_in(code, 900), draw.random() < 0.5
                funding.append({'by': 'EU', 'purpose': f'p{f}', 'sum': money(sum_in, code), 'tiedBy': [SOURCE] if tied else []})
                if tied:
                    net -= to_claim(sum_in, code)
            residual = None
            if draw.random() < 0.3:
                left = amount_in('EUR', 500)
                residual = {'sum': money(left, 'EUR'), 'ground': 'worth', 'sources': [SOURCE]}
                net -= to_claim(left, 'EUR')
            if net < 0:
                funding, residual = [], None
                net = to_claim(gross_in, currency)
            share, amount = None, net
            if draw.random() < 0.5:
                ratio = F(draw.randrange(1, 100), draw.choice([100, 7, 3]))
                ratio = ratio if ratio <= 1 else 1 / ratio
                share = {'ratio': f'{ratio.numerator}/{ratio.denominator}', 'ground': 'g', 'estimate': None, 'sources': [SOURCE]}
                amount = rounded(net * ratio, share_mode)
            sub = draw.choice([None, 's1', 's2'])
            status = draw.choice(['claimed'] * 8 + ['reserved', 'withdrawn'])
            carries = draw.random() < 0.8
            line = f'{head}l{k}'
            lines.append({'id': line, 'head': head, 'subHead': None if sub is None else head + sub, 'title': line,
                          'figure': {'state': 'stated', 'sum': money(gross_in, currency), 'asWritten': None},
                          'incurred': incurred, 'cost': 'other', 'status': status, 'funding': funding, 'residual': residual,
                          'share': share, 'convertOn': convert_on, 'indexation': None, 'bearsInterest': carries,
                          'sources': [SOURCE]})
            if status == 'claimed':
                start = last_day(incurred) if rule['from'] == 'incurred' else date.fromisoformat(rule['from'])
                key = {'line': line, 'sub-head': line if sub is None else head + sub, 'whole': head}[rule['point']]
                rows.append((amount, carries, key, start))
        total = sum((row[0] for row in rows), F(0))
        if bears:
            groups = {}
            for amount, carries, key, start in rows:
                if carries:
                    days_on = (date.fromisoformat(rule['to']) - start).days
                    groups[key] = groups.get(key, F(0)) + amount * rule['annual'] * F(days_on, 365)
            total += sum((rounded(exact, rule['mode']) for exact in groups.values()), F(0))
        for c in range(draw.randrange(0, 2)):
            code = draw.choice([into, 'EUR'])
            sum_in = amount_in(code, 2000)
            credits.append({'id': f'{head}c{c}', 'head': head, 'title': 'resale', 'sum': money(sum_in, code),
                            'convertOn': '2032-01-11', 'ground': 'sold', 'sources': [SOURCE]})
            total -= converted(sum_in, code, into, date(2032, 1, 11), fx)
        cap = None
        if draw.random() < 0.3 and total > 0:
            cap = rounded(total * F(draw.randrange(50, 150), 100), 'down')
            total = min(total, cap)
        heads.append({'id': head, 'title': head, 'cap': None if cap is None else money(cap, into), 'mode': 'itemised',
                      'interest': 'r' if bears else None})
        sums.append(total if rows else None)
    known = [one for one in sums if one is not None]
    all_sum = sum(known, F(0))
    cap = None
    if draw.random() < 0.3 and all_sum > 0:
        cap = rounded(all_sum * F(9, 10), 'down')
        all_sum = cap
    cases.append({
        'claim': {
            'currency': into, 'heads': heads, 'lines': lines, 'credits': credits,
            'interest': [{'id': 'r', 'ground': 'g', 'rate': {'kind': 'fixed', 'annual': f"{rule['annual'].numerator}/{rule['annual'].denominator}"},
                          'rateIs': 'nominal', 'compounding': {'kind': 'simple'}, 'dayCount': 'act-365f', 'firstDay': 'out', 'lastDay': 'in',
                          'from': rule['from'], 'to': rule['to'],
                          'rounding': {'point': rule['point'], 'mode': rule['mode'], 'fractionPlaces': None, 'yearFirst': False}}],
            'fx': fx, 'indexation': [], 'shareRounding': share_mode, 'cap': None if cap is None else money(cap, into),
        },
        'heads': [None if one is None else text(one) for one in sums],
        'total': text(all_sum) if known else None,
    })
print(json.dumps({'rates': csv, 'cases': cases}, indent=1))
