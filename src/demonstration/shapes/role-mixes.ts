/** Who does what in each kind of work, and how often. Ours: the sources print groups, not the roles in them. */
import type { Basis } from '#workforce'
import type { Weighted } from './shape.ts'

type Roles = Weighted<string>

export const socialWork: Roles = [
  ['Social worker', 60],
  ['Senior social worker', 18],
  ['Newly qualified social worker', 10],
  ['Advanced practitioner', 6],
  ['Practice educator', 3],
  ['Social work assistant', 8],
]
export const frontDoor: Roles = [
  ['Social worker', 45],
  ['Senior social worker', 20],
  ['Early help practitioner', 20],
  ['Business support officer', 15],
]
export const qualityAssurance: Roles = [
  ['Independent reviewing officer', 55],
  ['Child protection conference chair', 30],
  ['Advanced practitioner', 10],
  ['Business support officer', 10],
]
export const familySupport: Roles = [
  ['Family support worker', 60],
  ['Senior family support worker', 20],
  ['Family group conference coordinator', 5],
  ['Business support officer', 8],
]
export const earlyHelp: Roles = [
  ['Early help practitioner', 55],
  ['Family support worker', 25],
  ['Parenting practitioner', 8],
  ['Family hub worker', 12],
]
export const childrenInCare: Roles = [
  ['Residential child care worker', 50],
  ['Senior residential child care worker', 15],
  ['Personal adviser for care leavers', 15],
  ['Social worker', 20],
]
export const fostering: Roles = [
  ['Fostering support worker', 55],
  ['Fostering social worker', 30],
  ['Adoption social worker', 15],
]
export const carers: Roles = [
  ['Foster carer', 85],
  ['Connected person foster carer', 15],
]
export const community: Roles = [
  ['Health visitor', 42],
  ['School nurse', 14],
  ['Community nursery nurse', 22],
  ['Specialist community public health nursing student', 4],
  ['Speech and language therapist', 8],
  ['Occupational therapist', 4],
  ['Child and adolescent mental health practitioner', 6],
]
export const teachers: Roles = [
  ['Teacher', 84],
  ['Early career teacher', 12],
  ['Special educational needs coordinator', 4],
]
export const schoolSupport: Roles = [
  ['Teaching assistant', 62],
  ['Higher level teaching assistant', 10],
  ['Learning mentor', 5],
  ['School administrator', 10],
  ['School business manager', 3],
  ['School catering and site staff', 10],
]
export const childcare: Roles = [
  ['Early years practitioner', 84],
  ['Early years teacher', 6],
  ['Deputy nursery manager', 10],
]
export const play: Roles = [['Play worker', 1]]
export const youth: Roles = [
  ['Youth support worker', 60],
  ['Youth worker', 40],
]
export const careers: Roles = [['Careers adviser', 1]]
export const youthJustice: Roles = [
  ['Youth justice officer', 85],
  ['Business support officer', 15],
]
export const probation: Roles = [
  ['Probation service officer', 70],
  ['Probation officer', 30],
]
export const police: Roles = [
  ['Police constable', 45],
  ['Police community support officer', 25],
  ['Detective in child protection', 25],
  ['Missing children officer', 5],
]
export const leisure: Roles = [
  ['Leisure centre worker', 70],
  ['Swimming teacher', 20],
  ['Sports coach', 10],
]
export const library: Roles = [
  ['Library assistant', 75],
  ['Librarian', 25],
]
export const culture: Roles = [
  ['Museum educator', 60],
  ['Leisure centre worker', 40],
]
export const voluntary: Roles = [
  ['Voluntary project worker', 50],
  ['Mentor', 15],
  ["Young people's advocate", 15],
  ['Volunteer youth leader', 20],
]
export const housing: Roles = [
  ['Housing officer', 60],
  ['Homelessness prevention officer', 40],
]

export const employed: Weighted<Basis> = [
  ['permanent', 88],
  ['fixed_term', 9],
  ['apprentice', 3],
]
export const settings: Weighted<Basis> = [
  ['permanent', 82],
  ['fixed_term', 8],
  ['sessional', 7],
  ['apprentice', 3],
]
export const mixedVoluntary: Weighted<Basis> = [
  ['permanent', 40],
  ['sessional', 15],
  ['volunteer', 45],
]
export const fosterCarers: Weighted<Basis> = [['foster_carer', 1]]
